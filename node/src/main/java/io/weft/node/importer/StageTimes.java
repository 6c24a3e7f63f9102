package io.weft.node.importer;

import java.util.concurrent.atomic.LongAdder;

/**
 * How long each stage worked, waiting left out, in seconds; with overlap the sum is more than what
 * passed.
 *
 * @param recover decoding, senders and reading ahead, over all threads
 * @param execute transactions
 * @param complete roots and receipts
 * @param store writing
 */
public record StageTimes(double recover, double execute, double complete, double store) {

  /** Adds up; each method is for any thread. */
  static final class Recorder {
    private final LongAdder recover = new LongAdder();
    private final LongAdder execute = new LongAdder();
    private final LongAdder complete = new LongAdder();
    private final LongAdder store = new LongAdder();

    void recovered(long startNanos) {
      add(recover, startNanos);
    }

    void executed(long startNanos) {
      add(execute, startNanos);
    }

    void completed(long startNanos) {
      add(complete, startNanos);
    }

    void stored(long startNanos) {
      add(store, startNanos);
    }

    private static void add(LongAdder stage, long startNanos) {
      stage.add(System.nanoTime() - startNanos);
    }

    StageTimes sum() {
      return new StageTimes(
          recover.sum() / 1e9, execute.sum() / 1e9, complete.sum() / 1e9, store.sum() / 1e9);
    }
  }
}
