package io.weft.execution.state;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction (or system call, or the withdrawals of a block) accessed, each account and
 * slot once and in no particular order, with the values it left where they differ from those it
 * found. A block's access list is made of these (EIP-7928).
 */
public record TransactionAccesses(List<AccountAccess> accounts, List<SlotAccess> slots) {

  /** The same, with the balances that {@code state} has where balances changed. */
  public TransactionAccesses withBalancesOf(JournaledState state) {
    List<AccountAccess> corrected = new ArrayList<>(accounts.size());
    for (AccountAccess access : accounts) {
      corrected.add(
          access.balance == null
              ? access
              : new AccountAccess(
                  access.address,
                  state.balance(state.account(access.address)),
                  access.nonce,
                  access.code));
    }
    return new TransactionAccesses(corrected, slots);
  }

  /**
   * An account.
   *
   * @param balance after, or null where it did not change, like the other two
   */
  public record AccountAccess(
      Address address, @Nullable U256 balance, @Nullable Long nonce, @Nullable Bytes code) {}

  /**
   * A storage slot; its account is among the accounts too.
   *
   * @param value after, or null where it did not change
   */
  public record SlotAccess(Address address, U256 slot, @Nullable U256 value) {}
}
