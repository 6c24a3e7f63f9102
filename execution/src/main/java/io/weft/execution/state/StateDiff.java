package io.weft.execution.state;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Account;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction or a block changed, with the values before, so that it can be applied, undone
 * and compared.
 *
 * @param accounts the changed accounts, ascending by address; none whose before equals its after
 * @param codes code that became reachable, by hash
 */
public record StateDiff(List<AccountDiff> accounts, Map<Hash32, Bytes> codes) {
  public static final StateDiff EMPTY = new StateDiff(List.of(), Map.of());

  /**
   * One account's change.
   *
   * @param before null where the account did not exist
   * @param after null where it no longer exists
   * @param storageCleared whether all slots were wiped before {@code slots} apply (self-destruct,
   *     also where the account was created anew since)
   * @param slots the changed slots, ascending; where storage was cleared, those that have a value
   *     again, with {@code before} as it was before the clearing
   */
  public record AccountDiff(
      Address address,
      @Nullable Account before,
      @Nullable Account after,
      boolean storageCleared,
      List<SlotDiff> slots) {}

  /**
   * One storage slot's change; {@code before} differs from {@code after}, unless storage was
   * cleared and the slot got its old value again.
   */
  public record SlotDiff(U256 slot, U256 before, U256 after) {}

  public boolean isEmpty() {
    return accounts.isEmpty();
  }
}
