package io.weft.execution;

import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.chain.ChainView;
import io.weft.execution.commit.ChainVerifier.Progress;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.StateDiff;
import io.weft.execution.types.Block;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lives a chain again from its genesis, as the last word on whether what is stored is right. */
public final class Reexecution {
  private Reexecution() {}

  /**
   * Executes every block of {@code chain} again, with the interventions where they happened, and
   * compares receipts and the state at the head.
   *
   * @param scratch a chain of the same genesis, at that genesis; it ends as a copy
   * @return what is wrong, or null where all is well
   */
  public static @Nullable String run(
      ExecutionEngine chain, ExecutionEngine scratch, Progress progress) {
    ChainView head = chain.head();
    long first = scratch.head().number();
    Hash32 genesis = head.hash(first);
    if (!scratch.head().hash().equals(genesis)) {
      return "genesis block differs: expected " + genesis + ", got " + scratch.head().hash();
    }
    for (long number = first + 1; number <= head.number(); number++) {
      String problem = runBlock(chain, head, scratch, number);
      if (problem != null) {
        return "block " + number + ": " + problem;
      }
      progress.at("blocks executed", number - first, head.number() - first);
    }
    String problem = intervene(chain, scratch, head.number() + 1);
    Hash32 root = scratch.head().stateRoot();
    return problem != null || root.equals(head.stateRoot())
        ? problem
        : "state of the head differs: expected root " + root + ", got " + head.stateRoot();
  }

  private static @Nullable String runBlock(
      ExecutionEngine chain, ChainView head, ExecutionEngine scratch, long number) {
    String problem = intervene(chain, scratch, number);
    Block block = head.block(number);
    if (problem != null || block == null) {
      return problem != null ? problem : "missing";
    }
    BlockResult result = scratch.execute(block, head.accessList(number));
    return switch (result) {
      case InvalidBlock invalid -> invalid.reason() + ", " + invalid.detail();
      case ExecutedBlock executed -> {
        scratch.commit(executed);
        yield executed.receipts().equals(head.receipts(number)) ? null : "receipts differ";
      }
    };
  }

  private static @Nullable String intervene(
      ExecutionEngine chain, ExecutionEngine scratch, long number) {
    List<StateDiff> interventions = chain.interventions(number);
    for (StateDiff diff : interventions) {
      try {
        scratch.intervene(diff);
      } catch (IllegalArgumentException e) {
        return "intervention: " + e.getMessage();
      }
    }
    return null;
  }
}
