package io.weft.execution.parallel;

import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.Candidates;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Rejected;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockBody;
import io.weft.execution.types.Transaction;
import java.util.ArrayList;
import java.util.List;

/** What a block left, and how each of its transactions ended. */
record Outcome(List<TransactionResult> results, ExecutedBlock executed) {

  /**
   * Executes a block.
   *
   * @param isBuilding whether it goes on after a rejected transaction, and leaves out some
   */
  static Outcome of(TestBlock block, TransactionExecutor executor, boolean isBuilding) {
    return of(block, executor, isBuilding, block.fork().isAtLeast(Fork.AMSTERDAM));
  }

  /** As one thread executes a block that is verified, with its access list whatever the fork. */
  static Outcome withAccessList(TestBlock block) {
    return listing(block, SequentialTransactions.UNWATCHED);
  }

  /** A block that is verified, with its access list whatever the fork. */
  static Outcome listing(TestBlock block, TransactionExecutor executor) {
    return of(block, executor, false, true);
  }

  /** As one thread builds a block of all candidates that are not rejected. */
  static Outcome ofAllCandidates(TestBlock block) {
    return of(
        block,
        SequentialTransactions.UNWATCHED,
        new Listed(block, new ArrayList<>(), true, true),
        false);
  }

  private static Outcome of(
      TestBlock block, TransactionExecutor executor, boolean isBuilding, boolean hasAccessList) {
    Listed listed = new Listed(block, new ArrayList<>(), isBuilding, !isBuilding);
    return of(block, executor, listed, hasAccessList);
  }

  private static Outcome of(
      TestBlock block, TransactionExecutor executor, Listed candidates, boolean hasAccessList) {
    JournaledState state = new JournaledState(block.parent().state(), EmptyAccountRule.DELETE);
    BlockExecution execution =
        new BlockExecution(
            block.spec(),
            block.parent(),
            block.environment(),
            new TransactionProcessor(block.spec()),
            state,
            hasAccessList);
    execution.begin(Hash32.ZERO);
    executor.execute(execution, candidates);
    // Nothing of the block itself matters here but its transactions.
    BlockBody noBody = new BlockBody(List.of(), List.of(), null);
    return new Outcome(
        candidates.results, execution.executed(new Block(block.parent().header(), noBody)));
  }

  private record Listed(
      TestBlock block, List<TransactionResult> results, boolean isBuilding, boolean wantsAll)
      implements Candidates {
    @Override
    public int count() {
      return block.transactions().size();
    }

    @Override
    public Transaction transaction(int index) {
      return block.transactions().get(index);
    }

    @Override
    public Address sender(int index) {
      return block.sender(index);
    }

    @Override
    public boolean isWanted(int index) {
      return wantsAll || index % 7 != 3 || results.size() % 2 == 0;
    }

    @Override
    public boolean ended(int index, TransactionResult result) {
      results.add(result);
      return isBuilding || !(result instanceof Rejected);
    }
  }
}
