package io.weft.node.cli.chain;

import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.chain.ChainView;
import io.weft.execution.store.StoreException;
import io.weft.node.archive.BlockFile;
import io.weft.node.archive.ChainFileException;
import io.weft.node.archive.EncodedBlock;
import io.weft.node.cli.CommandFailure;
import io.weft.node.cli.Terminal;
import io.weft.node.importer.BlockIntake;
import io.weft.node.importer.ChainImport;
import io.weft.node.importer.ImportFailure;
import io.weft.node.importer.StageTimes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One import: files in, a line of progress meanwhile, and at the end what came of it. */
final class ImportRun {
  private static final long STOP_SECONDS = 30;

  private final ExecutionEngine engine;
  private final PrintWriter out;
  private final Terminal.Line progress;
  private final LongAdder blocks = new LongAdder();
  private final LongAdder gas = new LongAdder();
  private final LongAdder transactions = new LongAdder();
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Written by the thread that stops the program, read by the one that imports. */
  private volatile boolean isStopped;

  ImportRun(ExecutionEngine engine, PrintWriter out, PrintWriter err) {
    this.engine = engine;
    this.out = out;
    this.progress = Terminal.line(err);
  }

  /** Imports all; returns the exit code. */
  int of(List<Path> files, int workers, boolean isOneByOne) {
    Thread stop = Thread.ofPlatform().name("import-stop").unstarted(this::stop);
    Runtime.getRuntime().addShutdownHook(stop);
    long start = System.nanoTime();
    try (BlockIntake intake =
        isOneByOne
            ? BlockIntake.oneByOne(engine, this::stored)
            : BlockIntake.overlapping(engine, workers, this::stored)) {
      ChainImport chain = new ChainImport(engine, intake);
      String problem = null;
      for (int i = 0; i < files.size() && problem == null && !isStopped; i++) {
        problem = add(files.get(i), chain, start);
      }
      ImportFailure failure = intake.finish();
      progress.clear();
      if (failure != null && failure.cause() instanceof StoreException e) {
        throw new CommandFailure(failure.toString(), e);
      }
      report(chain, failure != null ? failure.toString() : problem, start, intake.times());
      return failure == null && problem == null && !isStopped ? 0 : 1;
    } finally {
      ended.countDown();
      if (!isStopped) {
        Runtime.getRuntime().removeShutdownHook(stop);
      }
    }
  }

  /** Ctrl-C: no more blocks are read, those on their way are stored, and the store is closed. */
  private void stop() {
    isStopped = true;
    try {
      ended.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Adds a file's blocks; returns what is wrong with it, or null. */
  private @Nullable String add(Path path, ChainImport chain, long startNanos) {
    try (BlockFile file = BlockFile.open(path)) {
      EncodedBlock block = file.next();
      while (block != null && !isStopped) {
        ImportFailure failure =
            chain.add(block.origin(), block.number(), block.hash(), block.encoded().unsafeArray());
        if (failure != null) {
          return failure.toString();
        }
        long number = block.number();
        progress.show(() -> "block " + number + ", " + speed(startNanos));
        block = file.next();
      }
      return null;
    } catch (ChainFileException e) {
      return e.getMessage();
    } catch (IOException e) {
      return "cannot read " + path + ": " + e.getMessage();
    }
  }

  private void stored(ExecutedBlock block) {
    blocks.increment();
    gas.add(block.gasUsed());
    transactions.add(block.block().transactions().size());
  }

  private String speed(long startNanos) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return String.format(
        Locale.ROOT,
        "%.1f blocks/s, %.1f Mgas/s",
        blocks.sum() / seconds,
        gas.sum() / 1e6 / seconds);
  }

  private void report(
      ChainImport chain, @Nullable String problem, long startNanos, StageTimes times) {
    ChainView head = engine.head();
    out.printf(
        Locale.ROOT,
        "%d blocks added, %d known before; %d transactions, %.1f Mgas in %.1f s: %s%n",
        blocks.sum(),
        chain.skipped(),
        transactions.sum(),
        gas.sum() / 1e6,
        (System.nanoTime() - startNanos) / 1e9,
        speed(startNanos));
    out.printf(
        Locale.ROOT,
        "stages: recover %.1f s, execute %.1f s, complete %.1f s, store %.1f s%n",
        times.recover(),
        times.execute(),
        times.complete(),
        times.store());
    if (problem != null) {
      out.println(problem);
    }
    out.println(
        (isStopped ? "stopped" : problem == null ? "done" : "failed")
            + ": head is block "
            + head.number()
            + " "
            + head.hash());
    out.flush();
  }
}
