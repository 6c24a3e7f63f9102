package io.weft.node.cli.chain;

import io.weft.execution.BlockExecutors;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.GenesisException;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.store.RocksDbStore;
import io.weft.execution.store.StoreException;
import io.weft.execution.store.StoreOptions;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.node.ExecutionWatch;
import io.weft.node.GenesisFile;
import io.weft.node.cli.CommandFailure;
import io.weft.node.cli.ExecutorChoice;
import io.weft.node.prefetch.ReadAhead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft import}. */
@Command(
    name = "import",
    description = {
      "Add the blocks of files to the chain in a data directory, which is made where there is"
          + " none. Every block is executed and checked; blocks the chain has already are passed"
          + " over, so an import that was interrupted goes on where it stopped.",
      "",
      "Files are chain.rlp (blocks one after the other, as geth exports them) or *.era1. A genesis"
          + " file of mainnet needs no rules in it. The seals of proof-of-work headers (ethash) are"
          + " not verified; all their other rules are.",
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: weft import --genesis genesis.json --data-dir /srv/weft chain.rlp"})
public final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, in the chain's order.")
  private List<Path> files = List.of();

  @Option(
      names = "--access-lists",
      paramLabel = "FILE",
      description =
          "The blocks' access lists (EIP-7928), as export writes them: execution and reading ahead"
              + " go by them, and a block that has one must come with it.")
  private @Nullable Path accessLists;

  @Option(
      names = "--genesis",
      paramLabel = "FILE",
      description = "The chain's genesis (geth's format); not needed where the chain exists.")
  private @Nullable Path genesisFile;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = ".weft/main",
      description = "where the chain is or goes (default: ${DEFAULT-VALUE})")
  private Path directory;

  @Option(
      names = "--executor",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "How blocks are executed: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ExecutorChoice executor;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Threads that recover senders; all of them execute, or half of them where blocks overlap"
              + " (default: one per processor).")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--no-overlap",
      description = "Finish each block before the next begins: slower, to compare with.")
  private boolean isOneByOne;

  @Option(
      names = "--prefetch",
      paramLabel = "NAME",
      defaultValue = "learned",
      description =
          "What overlapping blocks have read ahead: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
  private ReadAhead prefetch = ReadAhead.LEARNED;

  @Option(names = "--json", description = "Print the outcome as one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (workers < 1) {
      throw new ParameterException(spec.commandLine(), "expected at least one worker");
    }
    Genesis given = genesisFile == null ? null : read(genesisFile);
    try {
      Files.createDirectories(directory);
      // Nothing is lost but time where the machine fails: the chain stays sound, only shorter.
      try (RocksDbStore store = RocksDbStore.open(directory, StoreOptions.SMALL.withoutSync());
          BlockExecutors executors = executor.open(executionWorkers());
          ExecutionWatch _ = ExecutionWatch.start(executors);
          ExecutionEngine engine = open(store, given, executors)) {
        ImportRun run =
            new ImportRun(engine, json, spec.commandLine().getOut(), spec.commandLine().getErr());
        return run.of(files, accessLists, workers, isOneByOne, prefetch);
      }
    } catch (StoreException | IOException e) {
      throw new CommandFailure(directory + ": " + e.getMessage(), e);
    }
  }

  // Blocks that overlap keep the other processors busy: a block that is divided as well would only
  // wait for them, at a price.
  private int executionWorkers() {
    return isOneByOne ? workers : Math.max(1, workers / 2);
  }

  private ExecutionEngine open(
      KeyValueStore store, @Nullable Genesis given, BlockExecutors executors) {
    Genesis genesis = genesis(store, given);
    return ExecutionEngine.open(store, genesis, SenderRecovery.of(genesis.spec()), executors);
  }

  private Genesis genesis(KeyValueStore store, @Nullable Genesis given) {
    Genesis known = given == null ? ExecutionEngine.storedGenesis(store) : given;
    if (known == null) {
      throw new CommandFailure("no chain in " + directory + ": give its --genesis");
    }
    return known;
  }

  private static Genesis read(Path file) {
    try {
      return GenesisFile.read(file);
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file + ": " + e.getMessage(), e);
    } catch (GenesisException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
