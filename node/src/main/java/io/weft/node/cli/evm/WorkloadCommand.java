package io.weft.node.cli.evm;

import io.weft.execution.block.BlockRules;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.store.InMemoryStore;
import io.weft.node.cli.CommandFailure;
import io.weft.node.replay.FlatState;
import io.weft.node.replay.Replay;
import io.weft.node.replay.ReplayBlock;
import io.weft.node.workload.Workload;
import io.weft.node.workload.WorkloadChain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft evm workload}. */
@Command(
    name = "workload",
    description = {
      "Make blocks of one kind of transactions with the project's own contracts, execute them as"
          + " replay does, and hold every run against the sequential one that made them.",
      "",
      "With --out the chain is written for 'weft import' instead.",
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  weft evm workload hybrid --conflict 30 --hot 10 --repeat 5",
      "  weft evm workload erc20 --blocks 500 --out chain",
    })
final class WorkloadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "KIND",
      description = "What transactions do; one of: ${COMPLETION-CANDIDATES}.")
  private Workload.Kind kind;

  @Option(
      names = "--transactions",
      paramLabel = "N",
      defaultValue = "1000",
      description = "At most so many a block (default: ${DEFAULT-VALUE}).")
  private int transactions;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Half of them send, half receive (default: ${DEFAULT-VALUE}).")
  private int accounts;

  @Option(
      names = "--conflict",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "How many of a hundred touch something hot (default: ${DEFAULT-VALUE}).")
  private double conflict;

  @Option(
      names = "--hot",
      paramLabel = "N",
      defaultValue = "1",
      description = "Hot receivers, pools or collections (default: ${DEFAULT-VALUE}).")
  private int hot;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of all that is drawn by lot (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--blocks",
      paramLabel = "B",
      defaultValue = "1",
      description = "How many, one on the other (default: ${DEFAULT-VALUE}).")
  private int blocks;

  @Option(
      names = "--gas",
      paramLabel = "GAS",
      defaultValue = "30000000",
      description =
          "At most so much used a block; its limit is twice that (default: ${DEFAULT-VALUE}).")
  private long gasTarget;

  /** The rules that blocks are made by. */
  enum Rules {
    OSAKA,
    AMSTERDAM;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--fork",
      paramLabel = "NAME",
      defaultValue = "osaka",
      description =
          "Whose rules hold, one of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). Blocks have"
              + " access lists since amsterdam.")
  private Rules rules = Rules.OSAKA;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write genesis.json, chain.rlp and, where blocks have any, access-lists.rlp here and execute"
              + " nothing more.")
  private @Nullable Path out;

  @Mixin private ReplayOptions options;

  @Override
  public Integer call() {
    Workload workload;
    try {
      workload = new Workload(kind, transactions, accounts, conflict, hot, seed, gasTarget);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    WorkloadChain chain = new WorkloadChain(workload, Fork.valueOf(rules.name()));
    return out == null ? replay(chain) : write(chain, out);
  }

  private int replay(WorkloadChain chain) {
    ReplayReport report = options.report(spec);
    ChainSpec rules = chain.genesis().spec();
    try (Replay replay = options.replay(rules, spec)) {
      return report.print(replay.run(made(chain), report), Map.of());
    }
  }

  private List<ReplayBlock> made(WorkloadChain chain) {
    BlockRules rules = new BlockRules(chain.genesis().spec());
    List<ReplayBlock> made = new ArrayList<>();
    Map<Long, Hash32> hashes = new HashMap<>();
    FlatState[] state = {FlatState.of(chain.genesis().alloc())};
    chain.make(
        blocks,
        new InMemoryStore(),
        block -> {
          long number = block.block().number();
          hashes.put(number - 1, block.header().parentHash());
          made.add(
              new ReplayBlock(
                  String.valueOf(number),
                  block.block(),
                  state[0],
                  ancestor -> hashes.getOrDefault(ancestor, Hash32.ZERO),
                  executed -> difference(rules, block, executed)));
          state[0] = state[0].after(block.diff());
        });
    return made;
  }

  private static @Nullable String difference(
      BlockRules rules, ExecutedBlock made, ExecutedBlock executed) {
    InvalidBlock invalid = rules.checkOutcome(executed, null);
    if (invalid != null) {
      return invalid.specName() + ", " + invalid.detail();
    }
    return made.diff().equals(executed.diff())
        ? null
        : "changes of state differ from those of the executor that made the block";
  }

  private int write(WorkloadChain chain, Path folder) {
    try {
      WorkloadFiles.write(chain, blocks, folder, spec.commandLine().getErr());
    } catch (IOException e) {
      throw new CommandFailure("cannot write to " + folder + ": " + e.getMessage(), e);
    }
    String lists =
        WorkloadFiles.hasAccessLists(chain)
            ? " --access-lists " + folder.resolve(WorkloadFiles.ACCESS_LISTS)
            : "";
    spec.commandLine()
        .getOut()
        .println(
            "wrote "
                + blocks
                + " blocks; import them with: weft import --genesis "
                + folder.resolve(WorkloadFiles.GENESIS)
                + lists
                + " "
                + folder.resolve(WorkloadFiles.CHAIN));
    return 0;
  }
}
