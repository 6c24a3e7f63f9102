package io.weft.node.simulator;

import io.weft.execution.primitives.U256;
import java.util.List;

/**
 * A block as its transactions ran one after the other.
 *
 * @param name for people
 * @param restNanos what the block takes before its first and after its last transaction
 * @param locations what transactions name by index
 * @param coinbase the location of the fee recipient's balance: that every transaction pays into it
 *     is a conflict under no policy
 */
public record BlockTrace(
    String name,
    long gasUsed,
    long restNanos,
    List<Location> locations,
    int coinbase,
    List<TransactionTrace> transactions) {

  /** A field of an account or a storage slot. */
  public enum Kind {
    NONCE,
    BALANCE,
    CODE,
    /** One where the account is not empty (EIP-161), else zero. */
    EXISTENCE,
    SLOT;

    /**
     * Whether a run that saw stale values leaves a wrong value here too. A sender's nonce and the
     * amounts paid hardly ever depend on what the code saw.
     */
    boolean isSpoiltByStaleRuns() {
      return this == CODE || this == SLOT;
    }
  }

  /**
   * Something that transactions read and write.
   *
   * @param row what changes as one where a policy does not look at fields: an account without its
   *     storage, or a slot
   * @param before the value before the first transaction
   */
  public record Location(Kind kind, int row, U256 before) {}

  /** The same block where it took so long in all. */
  BlockTrace scaledTo(long nanos) {
    double factor = (double) nanos / (sequentialNanos() + restNanos);
    return new BlockTrace(
        name,
        gasUsed,
        Math.round(factor * restNanos),
        locations,
        coinbase,
        transactions.stream().map(transaction -> transaction.scaled(factor)).toList());
  }

  int row(TransactionTrace.Read read) {
    return locations.get(read.location()).row();
  }

  int rows() {
    int rows = 0;
    for (Location location : locations) {
      rows = Math.max(rows, location.row() + 1);
    }
    return rows;
  }

  /** How many values each transaction looks at. */
  public int[] reads() {
    return transactions.stream().mapToInt(transaction -> transaction.reads().size()).toArray();
  }

  /** How long the transactions took, one after the other. */
  public long sequentialNanos() {
    long sum = 0;
    for (TransactionTrace transaction : transactions) {
      sum += transaction.nanos();
    }
    return sum;
  }
}
