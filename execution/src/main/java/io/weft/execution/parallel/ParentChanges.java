package io.weft.execution.parallel;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.Limbs;
import io.weft.execution.state.StateDiff;
import io.weft.execution.types.Account;

/** Enters what happened before the first transaction as version 0. */
final class ParentChanges {
  private static final int VERSION = 0;

  private ParentChanges() {}

  static void publish(StateDiff diff, MultiVersionState versions) {
    MultiVersionState.Writer writer = versions.newWriter();
    long[] limbs = new long[4];
    for (StateDiff.AccountDiff change : diff.accounts()) {
      Address address = change.address();
      int location = versions.account(address);
      Account after = change.after();
      if (after == null) {
        writer.mark(location, VERSION, MultiVersionState.REMOVAL);
      } else {
        Limbs.put(after.balance(), limbs, 0);
        writer.value(location, VERSION, limbs, 0);
        writer.nonce(location, VERSION, after.nonce());
      }
      for (StateDiff.SlotDiff slot : change.slots()) {
        U256 key = slot.slot();
        Limbs.put(slot.after(), limbs, 0);
        writer.value(
            versions.slot(address, key.l3(), key.l2(), key.l1(), key.l0()), VERSION, limbs, 0);
      }
    }
  }
}
