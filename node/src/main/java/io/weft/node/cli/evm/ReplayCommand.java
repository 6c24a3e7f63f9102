package io.weft.node.cli.evm;

import io.weft.node.cli.CommandFailure;
import io.weft.node.replay.Replay;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft evm replay}. */
@Command(
    name = "replay",
    description = {
      "Execute real mainnet blocks on the state they found, hold every run against the block's"
          + " header (gas used, receipts root from Byzantium on, logs bloom, and the state root"
          + " where proofs are given) and against the other runs, and measure.",
      "",
      "A block is a folder of block.json, pre_state.json and codes.json.",
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: weft evm replay --warm-up 20 --repeat 10 mainnet-blocks.tar.zst",
    })
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Folders (with all below them) or .tar.zst archives of blocks.")
  private List<Path> paths = List.of();

  @Mixin private ReplayOptions options;

  @Override
  public Integer call() {
    BlockFolders folders;
    try {
      folders = BlockFolders.read(paths);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
    if (folders.blocks().isEmpty()) {
      throw new CommandFailure("no blocks under " + paths);
    }
    ReplayReport report = options.report(spec);
    try (Replay replay = options.replay(BlockFolders.SPEC, spec)) {
      return report.print(replay.run(folders.blocks(), report), folders.skipped());
    }
  }
}
