package io.weft.execution.parallel;

import io.weft.execution.block.AdoptedTransactions;
import io.weft.execution.block.BlockExecution;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Receipt;
import io.weft.execution.types.Transaction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the transactions of a block ended, each executed for itself, and what follows in their order.
 * Whatever is added up lies in columns of numbers: results that another processor made are far away
 * from this one.
 *
 * <p>Workers write each row once, then read all rows, when all have been written.
 */
final class ListedResults {
  private @Nullable Executed[] executed = new @Nullable Executed[0];
  private @Nullable Receipt[] receipts = new @Nullable Receipt[0];
  private Dependencies[] dependencies = new Dependencies[0];
  private int[] executedBy = new int[0];
  private int[] type = new int[0];
  private long[] gasLimit = new long[0];
  private long[] gasUsed = new long[0];
  private long[] blockGasUsed = new long[0];
  private long[] blobGas = new long[0];
  private long[] nanos = new long[0];
  private int count;

  /** Makes room for so many. */
  void open(int transactions) {
    count = transactions;
    int room = executed.length;
    if (room < transactions) {
      receipts = new @Nullable Receipt[transactions];
      dependencies = Arrays.copyOf(dependencies, transactions);
      for (int i = room; i < transactions; i++) {
        dependencies[i] = new Dependencies();
      }
      executedBy = new int[transactions];
      type = new int[transactions];
      gasLimit = new long[transactions];
      gasUsed = new long[transactions];
      blockGasUsed = new long[transactions];
      blobGas = new long[transactions];
      nanos = new long[transactions];
      executed = new @Nullable Executed[transactions]; // last, for it tells that all have room
    }
  }

  /** Lets go of the results, which are large and kept no longer than the block. */
  void close() {
    Arrays.fill(executed, 0, count, null);
    Arrays.fill(receipts, 0, count, null);
  }

  Dependencies dependencies(int index) {
    return dependencies[index];
  }

  void set(int index, int worker, Transaction transaction, Executed result, long tookNanos) {
    executed[index] = result;
    executedBy[index] = worker;
    type[index] = transaction.type();
    gasLimit[index] = transaction.gasLimit();
    gasUsed[index] = result.gasUsed();
    blockGasUsed[index] = result.blockGasUsed();
    blobGas[index] = transaction.blobGas();
    nanos[index] = tookNanos;
  }

  /** Whether a block with so much gas left has room for each after those before it. */
  boolean haveRoomIn(long gasLeft, long blobGasLeft) {
    for (int i = 0; i < count; i++) {
      blobGasLeft -= blobGas[i];
      if (Long.compareUnsigned(gasLimit[i], gasLeft) > 0 || blobGasLeft < 0) {
        return false;
      }
      gasLeft -= blockGasUsed[i];
    }
    return true;
  }

  /** Makes the receipts of what a worker executed, which it has at hand. */
  void makeReceipts(int worker) {
    long cumulativeGasUsed = 0;
    for (int i = 0; i < count; i++) {
      cumulativeGasUsed += gasUsed[i];
      Executed result = executed[i];
      if (executedBy[i] == worker && result != null) {
        receipts[i] = BlockExecution.receipt(type[i], result, null, cumulativeGasUsed);
      }
    }
  }

  void report(Recorder recorder) {
    for (int i = 0; i < count; i++) {
      recorder.adopted(i, nanos[i], gasUsed[i], dependencies[i]);
    }
  }

  AdoptedTransactions adopted() {
    return new AdoptedTransactions(
        Arrays.asList(Arrays.copyOf(executed, count)),
        Arrays.asList(Arrays.copyOf(receipts, count)),
        sum(blockGasUsed),
        sum(gasUsed),
        sum(blobGas));
  }

  private long sum(long[] column) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += column[i];
    }
    return sum;
  }
}
