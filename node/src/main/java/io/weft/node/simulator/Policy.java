package io.weft.node.simulator;

import io.weft.node.simulator.OrderedCommit.Visibility;

/** A way to execute the transactions of a block on several cores. */
public interface Policy {

  /** What {@code trace} would take; the same trace, the same answer. */
  Projection project(BlockTrace trace, int cores, Costs costs);

  /** One transaction after the other; there is nothing to pay but the database. */
  Policy SEQUENTIAL = new OneAfterTheOther();

  /** This project's optimistic executor. */
  Policy OPTIMISTIC = new OrderedCommit(Visibility.FINISHED, cores -> 8 * cores);

  /** Values come from the block's access list (EIP-7928): nothing conflicts. */
  Policy ACCESS_LIST = new OrderedCommit(Visibility.KNOWN, cores -> Integer.MAX_VALUE);

  /** Reads see what is final; at most one second run, in its turn, as Monad does. */
  Policy MERGED_PREFIX = new OrderedCommit(Visibility.COMMITTED, cores -> 256);

  /** Reads see the state before the block; what conflicts runs again in its turn, as Besu does. */
  Policy PARENT_STATE = new ParentStateOnce();

  /** Versions, estimates and validation tasks (Gelashvili et al., 2022). */
  Policy BLOCK_STM = new BlockStm();

  /** No policy can be faster. */
  Policy BOUND = new CriticalPath();
}
