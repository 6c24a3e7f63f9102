package io.weft.node.cli;

import io.weft.execution.BlockExecutors;
import java.security.SecureRandom;
import java.util.Locale;

/** What {@code --executor} names: how the transactions of a block are executed. */
public enum ExecutorChoice {
  /** Whatever suits the block. */
  AUTO,
  /** One transaction after the other: the oracle of all others. */
  SEQUENTIAL,
  /** Every transaction ahead of its turn, also where that is of no use. */
  OPTIMISTIC,
  /** Driven by the block's access list, which is made beforehand where none came with the block. */
  LIST;

  /** Executors with so many threads for one block. */
  public BlockExecutors open(int workers) {
    long hashKey = new SecureRandom().nextLong();
    return switch (this) {
      case AUTO -> BlockExecutors.parallel(workers, hashKey, System::nanoTime);
      case SEQUENTIAL -> BlockExecutors.sequential();
      case OPTIMISTIC -> BlockExecutors.speculating(workers, hashKey, System::nanoTime);
      case LIST -> BlockExecutors.listDriven(workers, hashKey, System::nanoTime);
    };
  }

  /** The name to give on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
