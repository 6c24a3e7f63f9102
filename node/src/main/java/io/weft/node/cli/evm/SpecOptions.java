package io.weft.node.cli.evm;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which tests to run, and how to report on them. */
final class SpecOptions {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, folders (with all below them) or .tar.zst archives of fixtures.")
  List<Path> paths = List.of();

  @Option(
      names = "--fork",
      paramLabel = "NAME",
      description = "Run only this fork or network, named as in the fixtures.")
  @Nullable String fork;

  @Option(names = "--json", description = "Print one JSON object per case instead of failures.")
  boolean json;
}
