/**
 * A whole block: checked, executed, or built.
 *
 * <pre>
 * ParentBlock, Block ----------> BlockExecutor --> ExecutedBlock | InvalidBlock
 *                                     |  (inside CheckedBlockExecutor, with BlockRules around it)
 * ParentBlock, BlockAttributes -> BlockBuilder --> ExecutedBlock
 *                                     |
 *                BlockExecution: system calls, transactions, withdrawals, rewards, requests
 * </pre>
 *
 * <p>Verifier and proposer run the same {@link io.weft.execution.block.BlockExecution}, so a block
 * that was built is valid by construction. {@link io.weft.execution.block.SequentialBlockExecutor}
 * is the oracle any other executor is held against. State roots come from a port, {@link
 * io.weft.execution.block.StateRootComputer}, so that nothing here knows how tries are stored. The
 * seal of proof-of-work headers is not verified; all their other rules are.
 */
@NullMarked
package io.weft.execution.block;

import org.jspecify.annotations.NullMarked;
