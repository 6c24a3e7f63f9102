package io.weft.node.simulator;

import io.weft.node.simulator.OrderedCommit.Habit;
import io.weft.node.simulator.OrderedCommit.Visibility;

/** The ways to execute a block that a simulation compares, by the names they have in its report. */
public enum PolicyKind {
  /** This project's optimistic executor. */
  OPTIMISTIC("optimistic"),

  /** Values come from the block's access list (EIP-7928), as with this project's list executor. */
  LIST("list"),

  /** Versions, estimates and validation tasks (Gelashvili et al., 2022). */
  BLOCK_STM("block-stm v1"),

  /** Reads see what is final; at most one second run, in its turn, as Monad does. */
  MERGED_PREFIX("merged prefix"),

  /** Reads see the state before the block; what conflicts runs again in its turn, as Besu does. */
  PARENT_STATE("parent state"),

  /** What no policy can beat that is not told values in advance, as by a list. */
  BOUND("bound");

  private static final int FIBERS = 256;

  private final String label;

  PolicyKind(String label) {
    this.label = label;
  }

  /** How it works. */
  public Policy policy() {
    return switch (this) {
      case OPTIMISTIC ->
          new OrderedCommit(
              Visibility.FINISHED,
              Reach.Adaptive::new,
              Habit.GIVES_HEAD_STARTS,
              Habit.REPEATS_AHEAD,
              Habit.WAITS_FOR_KNOWN_CONFLICTS,
              Habit.HELPS);
      case LIST -> new ListDriven();
      case BLOCK_STM -> new BlockStm();
      case MERGED_PREFIX -> new OrderedCommit(Visibility.COMMITTED, cores -> Reach.fixed(FIBERS));
      case PARENT_STATE -> new ParentStateOnce();
      case BOUND -> new CriticalPath();
    };
  }

  @Override
  public String toString() {
    return label;
  }
}
