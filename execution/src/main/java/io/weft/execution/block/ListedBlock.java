package io.weft.execution.block;

import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.types.BlockAccessList;
import java.util.List;

/** What an access list says of the block it came with (EIP-7928). */
public interface ListedBlock {
  BlockAccessList list();

  /** The state that so many transactions leave. */
  StateView stateAfter(int transactions);

  /** All that the block changes. */
  StateDiff diff();

  /**
   * Whether the block accessed and changed exactly what is listed.
   *
   * @param others what it did before the first transaction and after the last; of the transactions
   *     themselves it is known
   */
  boolean isRight(List<BlockAccessList> others);
}
