package io.weft.node.rpc.json;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.Param;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accounts a call is to see different from what they are. */
public record StateOverrides(Map<Address, AccountOverride> accounts) {
  public static final StateOverrides NONE = new StateOverrides(Map.of());

  /**
   * What is different about one account; null for what stays as it is.
   *
   * @param state all storage there is, in place of what there was; null to keep that
   * @param stateDiff single slots in place of what they were
   */
  public record AccountOverride(
      @Nullable U256 balance,
      @Nullable Long nonce,
      @Nullable Bytes code,
      @Nullable Map<U256, U256> state,
      Map<U256, U256> stateDiff) {}

  public static StateOverrides read(@Nullable Param param) {
    if (param == null) {
      return NONE;
    }
    Map<Address, AccountOverride> accounts = new HashMap<>();
    for (Map.Entry<String, Param> entry : param.fields()) {
      Address address = name(entry).address();
      accounts.put(address, override(entry.getValue()));
    }
    return new StateOverrides(accounts);
  }

  private static AccountOverride override(Param param) {
    Param balance = param.field("balance");
    Param nonce = param.field("nonce");
    Param code = param.field("code");
    Param state = param.field("state");
    Param stateDiff = param.field("stateDiff");
    if (state != null && stateDiff != null) {
      throw param.invalid("has both 'state' and 'stateDiff'");
    }
    if (param.field("movePrecompileToAddress") != null) {
      throw param.invalid("movePrecompileToAddress is not available");
    }
    return new AccountOverride(
        balance == null ? null : balance.quantity(),
        nonce == null ? null : nonce.number(),
        code == null ? null : code.bytes(),
        state == null ? null : slots(state),
        stateDiff == null ? Map.of() : slots(stateDiff));
  }

  private static Map<U256, U256> slots(Param param) {
    Map<U256, U256> slots = new HashMap<>();
    for (Map.Entry<String, Param> entry : param.fields()) {
      slots.put(name(entry).word(), entry.getValue().word());
    }
    return slots;
  }

  private static Param name(Map.Entry<String, Param> entry) {
    return new Param(Json.text(entry.getKey()), entry.getValue().where());
  }

  /** {@code state} with these accounts changed. */
  public StateView over(StateView state) {
    return accounts.isEmpty() ? state : new View(state, accounts);
  }

  private static final class View implements StateView {
    private final StateView parent;
    private final Map<Address, AccountOverride> accounts;
    private final Map<Hash32, Bytes> codes = new HashMap<>();

    View(StateView parent, Map<Address, AccountOverride> accounts) {
      this.parent = parent;
      this.accounts = accounts;
      for (AccountOverride override : accounts.values()) {
        if (override.code != null) {
          codes.put(Keccak256.hash32(override.code), override.code);
        }
      }
    }

    @Override
    public @Nullable Account account(Address address) {
      Account account = parent.account(address);
      AccountOverride override = accounts.get(address);
      if (override == null) {
        return account;
      }
      Account base = account == null ? Account.EMPTY : account;
      return new Account(
          override.nonce == null ? base.nonce() : override.nonce,
          override.balance == null ? base.balance() : override.balance,
          override.code == null ? base.codeHash() : Keccak256.hash32(override.code));
    }

    @Override
    public U256 storage(Address address, U256 slot) {
      AccountOverride override = accounts.get(address);
      if (override == null) {
        return parent.storage(address, slot);
      }
      if (override.state != null) {
        return override.state.getOrDefault(slot, U256.ZERO);
      }
      U256 value = override.stateDiff.get(slot);
      return value == null ? parent.storage(address, slot) : value;
    }

    @Override
    public Bytes code(Hash32 codeHash) {
      Bytes code = codes.get(codeHash);
      return code == null ? parent.code(codeHash) : code;
    }

    @Override
    public boolean hasStorage(Address address) {
      AccountOverride override = accounts.get(address);
      if (override == null) {
        return parent.hasStorage(address);
      }
      Map<U256, U256> slots = override.state == null ? override.stateDiff : override.state;
      boolean hasOwn = slots.values().stream().anyMatch(value -> !value.isZero());
      return hasOwn || (override.state == null && parent.hasStorage(address));
    }
  }
}
