package io.weft.node.replay;

import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A state in hash tables, without tries; immutable. */
public final class FlatState implements StateView {
  private final Map<Address, Entry> accounts;
  private final Map<Hash32, Bytes> codes;

  /** An account and its slots that are not zero. */
  private record Entry(Account account, Map<U256, U256> slots) {}

  private FlatState(Map<Address, Entry> accounts, Map<Hash32, Bytes> codes) {
    this.accounts = accounts;
    this.codes = codes;
  }

  /** A state of these accounts. */
  public static FlatState of(Map<Address, GenesisAccount> alloc) {
    Builder builder = new Builder();
    alloc.forEach(
        (address, account) -> {
          Hash32 codeHash = Keccak256.hash32(account.code());
          builder.code(codeHash, account.code());
          builder.account(
              address,
              new Account(account.nonce(), account.balance(), codeHash),
              account.storage());
        });
    return builder.build();
  }

  /** This state with changes; what they do not touch is shared. */
  public FlatState after(StateDiff diff) {
    Map<Address, Entry> changed = new HashMap<>(accounts);
    for (StateDiff.AccountDiff account : diff.accounts()) {
      Account after = account.after();
      if (after == null) {
        changed.remove(account.address());
      } else {
        Entry before = accounts.get(account.address());
        Map<U256, U256> slots =
            before == null || account.storageCleared() ? Map.of() : before.slots;
        changed.put(account.address(), new Entry(after, slotsAfter(slots, account)));
      }
    }
    Map<Hash32, Bytes> allCodes = codes;
    if (!diff.codes().isEmpty()) {
      allCodes = new HashMap<>(codes);
      allCodes.putAll(diff.codes());
    }
    return new FlatState(changed, allCodes);
  }

  private static Map<U256, U256> slotsAfter(Map<U256, U256> slots, StateDiff.AccountDiff diff) {
    if (diff.slots().isEmpty()) {
      return slots;
    }
    Map<U256, U256> changed = new HashMap<>(slots);
    for (StateDiff.SlotDiff slot : diff.slots()) {
      if (slot.after().isZero()) {
        changed.remove(slot.slot());
      } else {
        changed.put(slot.slot(), slot.after());
      }
    }
    return changed;
  }

  @Override
  public @Nullable Account account(Address address) {
    Entry entry = accounts.get(address);
    return entry == null ? null : entry.account;
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    Entry entry = accounts.get(address);
    return entry == null ? U256.ZERO : entry.slots.getOrDefault(slot, U256.ZERO);
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    Bytes code = codes.get(codeHash);
    if (code == null) {
      throw new IllegalStateException("unknown code: expected one of an account, got " + codeHash);
    }
    return code;
  }

  @Override
  public boolean hasStorage(Address address) {
    Entry entry = accounts.get(address);
    return entry != null && !entry.slots.isEmpty();
  }

  /** Collects a state account by account. */
  public static final class Builder {
    private final Map<Address, Entry> accounts = new HashMap<>();
    private final Map<Hash32, Bytes> codes = new HashMap<>();

    /** Adds an account; slots that are zero are left out. */
    public Builder account(Address address, Account account, Map<U256, U256> slots) {
      Map<U256, U256> kept = new HashMap<>(slots);
      kept.values().removeIf(U256::isZero);
      accounts.put(address, new Entry(account, kept));
      return this;
    }

    public Builder code(Hash32 hash, Bytes code) {
      codes.put(hash, code);
      return this;
    }

    public FlatState build() {
      return new FlatState(Map.copyOf(accounts), Map.copyOf(codes));
    }
  }
}
