package io.weft.execution.parallel;

import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.ExecutionReport.Mode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a block is reported on once, by whichever worker first finds that nobody executes
 * transactions any more, while the others go on with what is left to do.
 */
final class Reporter {
  private final Recorder recorder;
  private final Mode mode;
  private final Consumer<ExecutionReport> learner;

  /** How many workers make the report or have made it: the first who can. */
  private final PaddedInt makers = new PaddedInt();

  /** Where a worker has made it; seen by the owner once all have left. */
  private @Nullable ExecutionReport report;

  // The block; written before others are invited.
  private Subject subject = new Subject(0, 0, "", () -> {});
  private Recorder.Timeline[] timelines = new Recorder.Timeline[0];

  /**
   * What is reported on.
   *
   * @param blockNumber its number
   * @param transactions how many were to be executed
   * @param reason for executing them so
   * @param last what is to be recorded when all have been executed
   */
  record Subject(long blockNumber, int transactions, String reason, Runnable last) {}

  /**
   * One for any number of blocks.
   *
   * @param learner hears of each block, on any one of the threads that execute it and while others
   *     may still be at it
   */
  Reporter(Recorder recorder, Mode mode, Consumer<ExecutionReport> learner) {
    this.recorder = recorder;
    this.mode = mode;
    this.learner = learner;
  }

  /**
   * Starts over with another block; no other thread is in here.
   *
   * @param workers what each of them notes
   */
  void open(Subject block, Recorder.Timeline[] workers) {
    subject = block;
    timelines = workers;
    makers.set(0);
    report = null;
  }

  /** Makes the report, unless somebody has, or is at it, or still executes. */
  void tryMake() {
    if (makers.get() == 0 && !isAnyAtWork() && makers.compareAndSet(0, 1)) {
      report = make();
    }
  }

  /** Once all is executed, whether what workers have noted may still change. */
  private boolean isAnyAtWork() {
    for (Recorder.Timeline worker : timelines) {
      if (worker.isInUse()) {
        return true;
      }
    }
    return false;
  }

  private ExecutionReport make() {
    subject.last.run();
    ExecutionReport made =
        recorder.report(subject.blockNumber, mode, subject.reason, subject.transactions, timelines);
    learner.accept(made);
    return made;
  }

  /** The report, when all have left; a block that ended early has one too. */
  ExecutionReport report() {
    return report != null ? report : make();
  }
}
