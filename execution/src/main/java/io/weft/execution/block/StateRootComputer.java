package io.weft.execution.block;

import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.StateDiff;

/**
 * Tells the state root that a parent state would have with changes applied. It changes nothing, but
 * may remember the work for the commit that usually follows.
 */
@FunctionalInterface
public interface StateRootComputer {
  /** The root after {@code diff}, whose changes are against the parent state. */
  Hash32 rootAfter(StateDiff diff);
}
