package io.weft.node.simulator;

/**
 * What a block would take.
 *
 * @param nanos from the start of the first transaction to the commit of the last
 * @param executions runs of transactions, those broken off included
 */
public record Projection(long nanos, long executions) {

  Projection plus(Projection other) {
    return new Projection(nanos + other.nanos, executions + other.executions);
  }
}
