package io.weft.node.prefetch;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateView;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import io.weft.execution.types.BlockAccessList.SlotChanges;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a block's access list names: its accounts, and their slots, a few at a time, since one
 * account may have most of them. All reads are known at once, so nothing waits for anything.
 */
final class ListPlan implements ReadingPlan {
  private static final int SLOTS_A_PART = 8;

  private final List<Part> parts = new ArrayList<>();

  /** Some slots of an account. */
  private record Part(Address address, List<U256> slots) {}

  ListPlan(BlockAccessList list) {
    for (AccountChanges account : list.accounts()) {
      List<U256> slots = new ArrayList<>(account.storageReads());
      for (SlotChanges changed : account.storageChanges()) {
        slots.add(changed.slot());
      }
      int from = 0;
      do {
        int to = Math.min(from + SLOTS_A_PART, slots.size());
        parts.add(new Part(account.address(), slots.subList(from, to)));
        from = to;
      } while (from < slots.size());
    }
  }

  @Override
  public int parts() {
    return parts.size();
  }

  @Override
  public void read(int index, StateView state) {
    Part part = parts.get(index);
    var _ = ReadingPlan.code(state, part.address);
    for (U256 slot : part.slots) {
      var _ = state.storage(part.address, slot);
    }
  }
}
