package io.weft.node.simulator;

/** A way to execute the transactions of a block on several cores. */
@FunctionalInterface
public interface Policy {
  /** One transaction after the other: there is nothing to pay but the database. */
  Policy SEQUENTIAL = new OneAfterTheOther();

  /** What {@code trace} would take; the same trace, the same answer. */
  Projection project(BlockTrace trace, int cores, Costs costs);
}
