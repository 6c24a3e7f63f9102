package io.weft.node.rpc.json;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.evm.precompile.PrecompiledContracts;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateDiff.AccountDiff;
import io.weft.execution.state.StateDiff.SlotDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.Param;
import io.weft.node.rpc.RpcException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Accounts a call is to see different from what they are. */
public record StateOverrides(Map<Address, AccountOverride> accounts) {
  private static final int MOVED_TO_ITSELF = -38022;

  public static final StateOverrides NONE = new StateOverrides(Map.of());

  /**
   * What is different about one account; null for what stays as it is.
   *
   * @param state all storage there is, in place of what there was; null to keep that
   * @param stateDiff single slots in place of what they were
   * @param movePrecompileTo where the precompiled contract of this address is to be
   */
  public record AccountOverride(
      @Nullable U256 balance,
      @Nullable Long nonce,
      @Nullable Bytes code,
      @Nullable Map<U256, U256> state,
      Map<U256, U256> stateDiff,
      @Nullable Address movePrecompileTo) {
    boolean isEmpty() {
      return balance == null
          && nonce == null
          && code == null
          && state == null
          && stateDiff.isEmpty();
    }

    private Account over(@Nullable Account account) {
      Account base = account == null ? Account.EMPTY : account;
      return new Account(
          nonce == null ? base.nonce() : nonce,
          balance == null ? base.balance() : balance,
          code == null ? base.codeHash() : Keccak256.hash32(code));
    }
  }

  public static StateOverrides read(@Nullable Param param) {
    if (param == null) {
      return NONE;
    }
    Map<Address, AccountOverride> accounts = new TreeMap<>();
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
    Param moved = param.field("movePrecompileToAddress");
    return new AccountOverride(
        balance == null ? null : balance.quantity(),
        nonce == null ? null : nonce.uint64(),
        code == null ? null : code.bytes(),
        state == null ? null : slots(state),
        stateDiff == null ? Map.of() : slots(stateDiff),
        moved == null ? null : moved.address());
  }

  /** The overrides as a change of {@code view}. */
  public StateDiff diff(StateView view) {
    List<AccountDiff> diffs = new ArrayList<>(accounts.size());
    Map<Hash32, Bytes> codes = new HashMap<>();
    accounts.forEach(
        (address, override) -> {
          if (override.isEmpty()) {
            return;
          }
          Account before = view.account(address);
          Account after = override.over(before);
          if (override.code != null) {
            codes.put(after.codeHash(), override.code);
          }
          boolean isCleared = override.state != null;
          Map<U256, U256> values = override.state == null ? override.stateDiff : override.state;
          List<SlotDiff> slots = new ArrayList<>(values.size());
          new TreeMap<>(values)
              .forEach(
                  (slot, value) ->
                      slots.add(new SlotDiff(slot, view.storage(address, slot), value)));
          diffs.add(new AccountDiff(address, before, after, isCleared, slots));
        });
    return new StateDiff(diffs, codes);
  }

  /**
   * The precompiled contracts where they are moved to; one whose account is overridden gives way.
   *
   * @throws RpcException where what is to be moved is no precompiled contract
   */
  public PrecompiledContracts over(PrecompiledContracts standard) {
    Set<Address> gone = new HashSet<>();
    Map<Address, Address> moved = new TreeMap<>();
    for (Map.Entry<Address, AccountOverride> entry : accounts.entrySet()) {
      Address address = entry.getKey();
      boolean isPrecompile = standard.at(address) != null;
      Address target = entry.getValue().movePrecompileTo;
      if (target != null) {
        if (!isPrecompile) {
          throw RpcException.refused("account " + address + " is not a precompile");
        }
        if (target.equals(address)) {
          throw RpcException.of(
              MOVED_TO_ITSELF, "movePrecompileToAddress referenced itself in replacement");
        }
        if (accounts.containsKey(target)) {
          throw RpcException.refused("account " + target + " is already overridden");
        }
        moved.put(address, target);
      }
      if (isPrecompile) {
        gone.add(address);
      }
    }
    return gone.isEmpty() ? standard : standard.changed(gone, moved);
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
      return override == null || override.isEmpty() ? account : override.over(account);
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
