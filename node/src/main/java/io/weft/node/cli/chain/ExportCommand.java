package io.weft.node.cli.chain;

import io.weft.execution.ExecutionEngine;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.store.RocksDbStore;
import io.weft.execution.store.StoreException;
import io.weft.execution.store.StoreOptions;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.node.archive.AccessListFile;
import io.weft.node.cli.CommandFailure;
import io.weft.node.cli.Terminal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weft export}. */
@Command(
    name = "export",
    description =
        "Write the blocks of a chain to a file, one after the other as RLP, for 'weft import' and"
            + " other clients.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: weft export --data-dir /srv/weft --out chain.rlp --from 1 --to 1000"})
public final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = ".weft/main",
      description = "where the chain is (default: ${DEFAULT-VALUE})")
  private Path directory;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "the file to write")
  private Path out;

  @Option(
      names = "--access-lists",
      paramLabel = "FILE",
      description = "Write the access lists of the blocks (EIP-7928) to this file as well.")
  private @Nullable Path accessLists;

  @Option(
      names = "--from",
      paramLabel = "N",
      description = "the first block (default: the one after genesis)")
  private @Nullable Long from;

  @Option(names = "--to", paramLabel = "N", description = "the last block (default: the head)")
  private @Nullable Long to;

  @Override
  public Integer call() {
    if (!Files.exists(directory.resolve("CURRENT"))) {
      throw new CommandFailure("no chain in " + directory + ": name its directory with --data-dir");
    }
    try (RocksDbStore store = RocksDbStore.open(directory, StoreOptions.SMALL)) {
      Genesis genesis = ExecutionEngine.storedGenesis(store);
      if (genesis == null) {
        throw new CommandFailure("no chain in " + directory + ": the database is empty");
      }
      try (ExecutionEngine engine = ExecutionEngine.open(store, genesis)) {
        return export(engine.head(), genesis.number());
      }
    } catch (StoreException | IOException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private int export(ChainView head, long genesis) throws IOException {
    long first = from == null ? genesis + 1 : from;
    long last = to == null ? head.number() : to;
    if (first < genesis || last > head.number() || first > last + 1) {
      throw new ParameterException(
          spec.commandLine(),
          "expected blocks from "
              + genesis
              + " to "
              + head.number()
              + ", got "
              + first
              + " to "
              + last);
    }
    Terminal.Line progress = Terminal.line(spec.commandLine().getErr());
    try (OutputStream file = open(out);
        OutputStream lists = accessLists == null ? null : open(accessLists)) {
      for (long number = first; number <= last; number++) {
        Block block = head.block(number);
        if (block == null) {
          throw new CommandFailure("database damaged: block missing: " + number);
        }
        file.write(block.encoded().unsafeArray());
        BlockAccessList list = lists == null ? null : head.accessList(number);
        if (lists != null && list != null) {
          lists.write(AccessListFile.entry(number, list.encoded()).unsafeArray());
        }
        long written = number;
        progress.show(() -> "block " + written + " of " + last);
      }
    }
    progress.clear();
    spec.commandLine().getOut().println((last - first + 1) + " blocks written to " + out);
    return 0;
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }
}
