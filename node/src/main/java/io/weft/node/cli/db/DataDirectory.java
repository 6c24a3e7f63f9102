package io.weft.node.cli.db;

import io.weft.execution.ExecutionEngine;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.store.RocksDbStore;
import io.weft.execution.store.StoreException;
import io.weft.execution.store.StoreLockedException;
import io.weft.execution.store.StoreOptions;
import io.weft.node.cli.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says where the chain is, and what it leads to. */
final class DataDirectory {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = ".weft/dev",
      description = "where the chain is (default: ${DEFAULT-VALUE})")
  private Path path;

  Path path() {
    return path;
  }

  /** What a command does with an open store that holds a chain. */
  interface Work<T> {
    T on(KeyValueStore store, Genesis genesis);
  }

  /** Opens the store for {@code work} and closes it again. */
  <T> T use(Work<T> work) {
    if (!Files.exists(path.resolve("CURRENT"))) {
      throw new CommandFailure("no chain in " + path + ": name its directory with --data-dir");
    }
    try (RocksDbStore store = RocksDbStore.open(path, StoreOptions.SMALL)) {
      Genesis genesis = ExecutionEngine.storedGenesis(store);
      if (genesis == null) {
        throw new CommandFailure("no chain in " + path + ": the database is empty");
      }
      return work.on(store, genesis);
    } catch (StoreLockedException e) {
      throw new CommandFailure(e.getMessage() + "; stop the node that uses it first", e);
    } catch (StoreException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
