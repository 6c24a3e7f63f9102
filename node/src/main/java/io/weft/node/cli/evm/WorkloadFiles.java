package io.weft.node.cli.evm;

import io.weft.execution.chainspec.GenesisJsonWriter;
import io.weft.execution.store.InMemoryStore;
import io.weft.node.cli.Terminal;
import io.weft.node.workload.WorkloadChain;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A made chain as files: its genesis in geth's format and its blocks one after the other. */
final class WorkloadFiles {
  static final String GENESIS = "genesis.json";
  static final String CHAIN = "chain.rlp";

  private WorkloadFiles() {}

  static void write(WorkloadChain chain, int blocks, Path folder, PrintWriter err)
      throws IOException {
    Files.createDirectories(folder);
    try (OutputStream out = buffered(folder.resolve(GENESIS))) {
      GenesisJsonWriter.write(chain.genesis(), out);
    }
    Terminal.Line progress = Terminal.line(err);
    try (OutputStream out = buffered(folder.resolve(CHAIN))) {
      chain.make(
          blocks,
          new InMemoryStore(),
          made -> {
            try {
              out.write(made.block().encoded().unsafeArray());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            progress.show(() -> made.block().number() + " of " + blocks + " blocks");
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    progress.clear();
  }

  private static OutputStream buffered(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }
}
