package io.weft.node.cli.evm.t8n;

import io.weft.execution.evm.HaltReason;
import io.weft.execution.evm.Message;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.evm.Tracer;
import io.weft.execution.types.Transaction;
import io.weft.node.cli.evm.StepPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes the steps of each transaction to a file of its own, {@code trace-INDEX-HASH.jsonl}. One
 * that is rejected leaves none.
 */
final class StepTraces {
  private final @Nullable Path folder;
  private final StepPrinter.Details details;
  private @Nullable PrintWriter open;

  /**
   * @param folder where the files go, or null to trace nothing
   */
  StepTraces(@Nullable Path folder, StepPrinter.Details details) {
    this.folder = folder;
    this.details = details;
  }

  /** What watches the next transaction, or null for nothing. */
  @Nullable Tracer start(int index, Transaction transaction) {
    return folder == null
        ? null
        : new LateTracer(folder.resolve("trace-" + index + "-" + transaction.hash() + ".jsonl"));
  }

  /** Closes the file of the transaction that was watched last. */
  void end() {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  /** Opens its file with the first message, which a rejected transaction does not come to. */
  private final class LateTracer implements Tracer {
    private final Path file;
    private @Nullable StepPrinter printer;

    LateTracer(Path file) {
      this.file = file;
    }

    @Override
    public void enter(int depth, Message message) {
      printer().enter(depth, message);
    }

    @Override
    public void step(Step step) {
      printer().step(step);
    }

    @Override
    public void stepDone(Step step, long gasCost, @Nullable HaltReason halt) {
      printer().stepDone(step, gasCost, halt);
    }

    @Override
    public void exit(int depth, MessageResult result) {
      printer().exit(depth, result);
    }

    private StepPrinter printer() {
      StepPrinter printing = printer;
      if (printing == null) {
        PrintWriter out = open();
        open = out;
        printing = new StepPrinter(out, details);
        printer = printing;
      }
      return printing;
    }

    private PrintWriter open() {
      try {
        return new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + file, e);
      }
    }
  }
}
