package io.weft.node.cli.evm;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.GenesisJsonWriter;
import io.weft.execution.store.RocksDbStore;
import io.weft.execution.store.StoreOptions;
import io.weft.execution.types.BlockAccessList;
import io.weft.node.archive.AccessListFile;
import io.weft.node.cli.Terminal;
import io.weft.node.workload.WorkloadChain;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A made chain as files: its genesis in geth's format and its blocks one after the other. */
final class WorkloadFiles {
  static final String GENESIS = "genesis.json";
  static final String CHAIN = "chain.rlp";
  static final String ACCESS_LISTS = "access-lists.rlp";

  private WorkloadFiles() {}

  static void write(WorkloadChain chain, int blocks, Path folder, PrintWriter err)
      throws IOException {
    Files.createDirectories(folder);
    try (OutputStream out = buffered(folder.resolve(GENESIS))) {
      GenesisJsonWriter.write(chain.genesis(), out);
    }
    Terminal.Line progress = Terminal.line(err);
    // All states of a long chain are more than a heap holds.
    Path passing = Files.createTempDirectory(folder, "states-");
    boolean hasLists = hasAccessLists(chain);
    try (OutputStream out = buffered(folder.resolve(CHAIN));
        OutputStream lists = hasLists ? buffered(folder.resolve(ACCESS_LISTS)) : null;
        RocksDbStore store = RocksDbStore.open(passing, StoreOptions.SMALL.withoutSync())) {
      chain.make(
          blocks,
          store,
          made -> {
            try {
              out.write(made.block().encoded().unsafeArray());
              BlockAccessList list = made.accessList();
              if (lists != null && list != null) {
                long number = made.block().number();
                lists.write(AccessListFile.entry(number, list.encoded()).unsafeArray());
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            progress.show(() -> made.block().number() + " of " + blocks + " blocks");
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      remove(passing);
    }
    progress.clear();
  }

  /** Whether blocks of a chain have access lists. */
  static boolean hasAccessLists(WorkloadChain chain) {
    return chain.genesis().spec().forkAt(1, Long.MAX_VALUE).isAtLeast(Fork.AMSTERDAM);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static OutputStream buffered(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }
}
