package io.weft.execution.state;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Compares the columns of an overlay with its parent state, as far as others have not done so. One
 * thread owns an instance.
 */
final class DiffBuilder {
  private final DiffShare all = new DiffShare();

  /** What others have found, of all accounts last loaded before {@link #sharedBefore}. */
  private List<DiffShare> shares = List.of();

  private int sharedBefore;

  /** Whoever has been changed has been loaded before, in the same transaction. */
  void take(List<DiffShare> found, int transaction) {
    shares = found;
    sharedBefore = transaction;
  }

  /** Forgets what others have found. */
  void forget() {
    take(List.of(), 0);
  }

  StateDiff build(StateView parent, AccountTable accounts, SlotTable slots) {
    all.clear(); // the parent may have failed to answer in the middle of the last one
    int leastTransaction = sharedBefore;
    for (DiffShare share : shares) {
      all.addFrom(share, accounts, leastTransaction);
      share.clear();
    }
    forget();
    for (int id = 0; id < accounts.size(); id++) {
      if (accounts.loadedIn[id] >= leastTransaction) {
        all.compare(parent, accounts, slots, id);
      }
    }
    if (all.size() == 0) {
      return StateDiff.EMPTY;
    }
    Map<Hash32, Bytes> codes = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      Bytes code = all.newCode(i);
      if (code != null) {
        codes.put(Objects.requireNonNull(all.diff(i).after()).codeHash(), code);
      }
    }
    StateDiff diff = new StateDiff(all.sorted(), codes);
    all.clear();
    return diff;
  }
}
