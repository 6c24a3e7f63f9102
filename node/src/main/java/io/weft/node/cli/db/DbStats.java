package io.weft.node.cli.db;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.store.Column;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.store.KeyValueStore.ColumnStatistics;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft db stats}. */
@Command(
    name = "stats",
    description = "Says which chain a data directory holds and how much space its parts take.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  weft db stats --json")
final class DbStats implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataDirectory directory;

  @Option(names = "--json", description = "print one JSON object")
  private boolean isJson;

  @Override
  public Integer call() {
    return directory.use(this::print);
  }

  private int print(KeyValueStore store, Genesis genesis) {
    ExecutionEngine engine = ExecutionEngine.open(store, genesis);
    ChainView head = engine.head();
    Map<Column, ColumnStatistics> columns = store.statistics();
    PrintWriter out = spec.commandLine().getOut();
    if (isJson) {
      out.println(json(genesis, head, columns));
    } else {
      printTable(genesis, head, columns, out);
    }
    out.flush();
    return 0;
  }

  private static ObjectNode json(
      Genesis genesis, ChainView head, Map<Column, ColumnStatistics> columns) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("chainId", genesis.spec().chainId());
    root.put("genesis", String.valueOf(head.hash(genesis.number())));
    root.put("headNumber", head.number());
    root.put("headHash", head.hash().toString());
    root.put("stateRoot", head.stateRoot().toString());
    ObjectNode sizes = root.putObject("columns");
    columns.forEach(
        (column, size) ->
            sizes
                .putObject(column.columnName())
                .put("rows", size.rows())
                .put("bytes", size.bytes()));
    return root;
  }

  private static void printTable(
      Genesis genesis, ChainView head, Map<Column, ColumnStatistics> columns, PrintWriter out) {
    out.println("chain id    " + genesis.spec().chainId());
    out.println("genesis     " + head.hash(genesis.number()));
    out.println("head        " + head.number() + " " + head.hash());
    out.println("state root  " + head.stateRoot());
    out.println();
    out.printf("%-14s %12s %12s%n", "column", "rows", "size");
    long total = 0;
    for (Map.Entry<Column, ColumnStatistics> entry : columns.entrySet()) {
      ColumnStatistics size = entry.getValue();
      total += size.bytes();
      String name = entry.getKey().columnName();
      out.printf("%-14s %12d %12s%n", name, size.rows(), readable(size.bytes()));
    }
    out.printf("%-14s %12s %12s%n", "total", "", readable(total));
    out.println("Rows are an estimate; sizes include what is still in memory.");
  }

  private static String readable(long bytes) {
    if (bytes < 1 << 20) {
      return String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
    }
    return String.format(Locale.ROOT, "%.1f MiB", bytes / 1024.0 / 1024.0);
  }
}
