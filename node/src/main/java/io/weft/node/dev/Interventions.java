package io.weft.node.dev;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateDiff.AccountDiff;
import io.weft.execution.state.StateDiff.SlotDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes of state by hand, as diffs against a view. An account that ends up empty is gone. */
final class Interventions {
  private Interventions() {}

  static StateDiff account(StateView view, Address address, UnaryOperator<Account> change) {
    Account before = view.account(address);
    Account after = change.apply(before == null ? Account.EMPTY : before);
    return diff(address, before, after, List.of(), Map.of());
  }

  static StateDiff code(StateView view, Address address, Bytes code) {
    Account before = view.account(address);
    Account old = before == null ? Account.EMPTY : before;
    Hash32 codeHash = Keccak256.hash32(code);
    Account after = new Account(old.nonce(), old.balance(), codeHash);
    Map<Hash32, Bytes> codes = code.isEmpty() ? Map.of() : Map.of(codeHash, code);
    return diff(address, before, after, List.of(), codes);
  }

  /**
   * A slot of an account.
   *
   * @throws IllegalArgumentException if the account is empty, since an empty one has no storage
   */
  static StateDiff storage(StateView view, Address address, U256 slot, U256 value) {
    Account account = view.account(address);
    if (account == null) {
      throw new IllegalArgumentException(
          "storage of " + address + ": expected an account with code or nonce, got none");
    }
    U256 before = view.storage(address, slot);
    List<SlotDiff> slots =
        before.equals(value) ? List.of() : List.of(new SlotDiff(slot, before, value));
    return diff(address, account, account, slots, Map.of());
  }

  private static StateDiff diff(
      Address address,
      @Nullable Account before,
      Account wanted,
      List<SlotDiff> slots,
      Map<Hash32, Bytes> codes) {
    Account after = wanted.isEmpty() ? null : wanted;
    boolean isSame = before == null ? after == null : before.equals(after);
    return isSame && slots.isEmpty()
        ? StateDiff.EMPTY
        : new StateDiff(List.of(new AccountDiff(address, before, after, false, slots)), codes);
  }
}
