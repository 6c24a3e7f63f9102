package io.weft.node.cli.db;

import io.weft.execution.ExecutionEngine;
import io.weft.execution.Reexecution;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.commit.ChainVerifier;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.store.RocksDbStore;
import io.weft.execution.store.StoreOptions;
import io.weft.node.cli.CommandFailure;
import io.weft.node.cli.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft db check}. */
@Command(
    name = "check",
    description = {
      "Looks for damage: file checksums, every block against its hashes and roots, the whole state"
          + " against the root of the head. Exit code 1 if anything is wrong.",
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  weft db check --reexecute --data-dir /srv/weft")
final class DbCheck implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataDirectory directory;

  @Option(
      names = "--reexecute",
      description = "also execute every block again from genesis and compare")
  private boolean reexecutes;

  @Override
  public Integer call() {
    return directory.use(this::check);
  }

  private int check(KeyValueStore store, Genesis genesis) {
    PrintWriter out = spec.commandLine().getOut();
    Terminal.Line line = Terminal.line(spec.commandLine().getErr());
    ChainVerifier.Progress progress =
        (stage, done, total) ->
            line.show(() -> stage + " " + done + (total > 0 ? " of " + total : ""));
    ExecutionEngine engine = ExecutionEngine.open(store, genesis);
    List<String> problems = new ArrayList<>(ChainVerifier.verify(store, progress));
    if (reexecutes && problems.isEmpty()) {
      String problem = reexecute(engine, genesis, progress);
      if (problem != null) {
        problems.add(problem);
      }
    }
    line.clear();
    problems.forEach(out::println);
    ChainView head = engine.head();
    String name = "head " + head.number() + " " + head.hash();
    out.println(
        problems.isEmpty()
            ? "sound: " + name + (reexecutes ? ", executed again from genesis" : "")
            : "damaged: " + problems.size() + " problems, " + name);
    out.flush();
    return problems.isEmpty() ? 0 : 1;
  }

  /** On a store of its own, since all the states in between do not fit in memory. */
  private static @Nullable String reexecute(
      ExecutionEngine engine, Genesis genesis, ChainVerifier.Progress progress) {
    try {
      Path scratch = Files.createTempDirectory("weft-check");
      try (ExecutionEngine again =
          ExecutionEngine.open(
              RocksDbStore.open(scratch, StoreOptions.SMALL.withoutSync()), genesis)) {
        return Reexecution.run(engine, again, progress);
      } finally {
        delete(scratch);
      }
    } catch (IOException e) {
      throw new CommandFailure("cannot use a temporary directory: " + e.getMessage(), e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
