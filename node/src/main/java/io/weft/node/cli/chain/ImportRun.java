package io.weft.node.cli.chain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.chain.ChainView;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.store.StoreException;
import io.weft.node.archive.AccessListFile;
import io.weft.node.archive.BlockFile;
import io.weft.node.archive.ChainFileException;
import io.weft.node.archive.EncodedBlock;
import io.weft.node.cli.CommandFailure;
import io.weft.node.cli.Terminal;
import io.weft.node.importer.BlockIntake;
import io.weft.node.importer.ChainHead;
import io.weft.node.importer.ChainImport;
import io.weft.node.importer.ImportFailure;
import io.weft.node.metrics.NodeMetrics;
import io.weft.node.metrics.StageTimers;
import io.weft.node.prefetch.Prefetcher;
import io.weft.node.prefetch.ReadAhead;
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
  private final StageTimers timers = new NodeMetrics().stages();
  private final boolean json;
  private final PrintWriter out;
  private final Terminal.Line progress;
  private final long startNanos = System.nanoTime();
  private final LongAdder blocks = new LongAdder();
  private final LongAdder gas = new LongAdder();
  private final LongAdder transactions = new LongAdder();
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Written by the thread that stops the program, read by the one that imports. */
  private volatile boolean isStopped;

  /**
   * @param json whether the outcome is one JSON object rather than lines for a person
   */
  ImportRun(ExecutionEngine engine, boolean json, PrintWriter out, PrintWriter err) {
    this.engine = engine;
    this.json = json;
    this.out = out;
    this.progress = Terminal.line(err);
  }

  /**
   * Imports all; returns the exit code.
   *
   * @param accessLists of the blocks, or null
   */
  int of(
      List<Path> files,
      @Nullable Path accessLists,
      int workers,
      boolean isOneByOne,
      ReadAhead readAhead) {
    Thread stop = Thread.ofPlatform().name("import-stop").unstarted(this::stop);
    Runtime.getRuntime().addShutdownHook(stop);
    StageReport report = StageReport.begin(timers);
    try (AccessListFile lists = accessLists == null ? null : open(accessLists);
        Prefetcher prefetcher = readAhead.open(engine.spec(), timers);
        BlockIntake intake =
            isOneByOne
                ? BlockIntake.oneByOne(engine, timers, this::stored)
                : BlockIntake.overlapping(engine, timers, workers, prefetcher, this::stored)) {
      ChainImport chain = new ChainImport(engine, intake, lists != null);
      String problem = null;
      for (int i = 0; i < files.size() && problem == null && !isStopped; i++) {
        problem = add(files.get(i), lists, chain);
      }
      ImportFailure failure = intake.finish();
      progress.clear();
      if (failure != null && failure.cause() instanceof StoreException e) {
        throw new CommandFailure(failure.toString(), e);
      }
      report(chain, failure != null ? failure.toString() : problem, report);
      return failure == null && problem == null && !isStopped ? 0 : 1;
    } catch (IOException e) {
      throw new CommandFailure("cannot close " + accessLists + ": " + e.getMessage(), e);
    } finally {
      ended.countDown();
      if (!isStopped) {
        Runtime.getRuntime().removeShutdownHook(stop);
      }
    }
  }

  private static AccessListFile open(Path path) {
    try {
      return AccessListFile.open(path);
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + path + ": " + e.getMessage(), e);
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
  private @Nullable String add(Path path, @Nullable AccessListFile lists, ChainImport chain) {
    try (BlockFile file = BlockFile.open(path)) {
      EncodedBlock block = file.next();
      while (block != null && !isStopped) {
        Bytes list = lists == null ? null : lists.list(block.number());
        ImportFailure failure =
            chain.add(block.origin(), block.number(), block.hash(), block.encoded(), list);
        if (failure != null) {
          return failure.toString();
        }
        long number = block.number();
        progress.show(() -> "block " + number + ", " + speed());
        block = file.next();
      }
      return null;
    } catch (ChainFileException e) {
      return e.getMessage();
    } catch (IOException e) {
      return "cannot read " + path + ": " + e.getMessage();
    }
  }

  private void stored(ChainHead head) {
    if (head instanceof ChainHead.Extended(_, ExecutedBlock block)) {
      blocks.increment();
      gas.add(block.gasUsed());
      transactions.add(block.block().transactions().size());
    }
  }

  private String speed() {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return String.format(
        Locale.ROOT,
        "%.1f blocks/s, %.1f Mgas/s",
        blocks.sum() / seconds,
        gas.sum() / 1e6 / seconds);
  }

  private void report(ChainImport chain, @Nullable String problem, StageReport stages) {
    ChainView head = engine.head();
    String outcome = isStopped ? "stopped" : problem == null ? "done" : "failed";
    if (json) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("outcome", outcome);
      if (problem != null) {
        node.put("detail", problem);
      }
      node.putObject("head").put("number", head.number()).put("hash", head.hash().toString());
      node.put("blocks", blocks.sum());
      node.put("known", chain.skipped());
      node.put("transactions", transactions.sum());
      node.put("gas", gas.sum());
      stages.write(node);
      out.println(node);
    } else {
      out.printf(
          Locale.ROOT,
          "%d blocks added, %d known before; %d transactions, %.1f Mgas: %s%n",
          blocks.sum(),
          chain.skipped(),
          transactions.sum(),
          gas.sum() / 1e6,
          speed());
      if (blocks.sum() > 0) {
        stages.print(out);
      }
      if (problem != null) {
        out.println(problem);
      }
      out.println(outcome + ": head is block " + head.number() + " " + head.hash());
    }
    out.flush();
  }
}
