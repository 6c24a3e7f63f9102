package io.weft.node.cli.contract;

import io.weft.contracts.Artifact;
import io.weft.contracts.Artifacts;
import io.weft.contracts.abi.AbiException;
import io.weft.contracts.abi.ContractAbi;
import io.weft.node.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds artifacts: the project's own by name, others by file. */
final class ArtifactFiles {
  private ArtifactFiles() {}

  /**
   * Reads what {@code name} names: a contract of the project, an artifact file, or {@code X.sol}
   * whose artifact Foundry or Hardhat has put below the current folder.
   *
   * @throws CommandFailure if nothing of that name is found or it cannot be read
   */
  static Artifact read(String name) {
    Path file = Path.of(name);
    if (name.endsWith(".json")) {
      return readFile(file);
    }
    Artifact own = Artifacts.find(name).orElse(null);
    if (own != null) {
      return own;
    }
    List<Path> built = builtFrom(name.endsWith(".sol") ? name : name + ".sol");
    return switch (built.size()) {
      case 1 -> readFile(built.getFirst());
      case 0 ->
          throw new CommandFailure(
              "no contract '"
                  + name
                  + "': expected the path of an artifact (.json) or one of "
                  + String.join(", ", Artifacts.NAMES));
      default ->
          throw new CommandFailure(
              "several contracts in '"
                  + name
                  + "': name one of "
                  + String.join(", ", built.stream().map(Path::toString).toList()));
    };
  }

  /** The ABI of an artifact, or none where no name is given. */
  static ContractAbi abi(@Nullable String name) {
    return name == null ? ContractAbi.EMPTY : read(name).abi();
  }

  private static List<Path> builtFrom(String source) {
    String fileName = String.valueOf(Path.of(source).getFileName());
    return Stream.of(
            Path.of("out", fileName),
            Path.of("artifacts", "contracts", fileName),
            Path.of("artifacts", source))
        .distinct()
        .filter(Files::isDirectory)
        .flatMap(ArtifactFiles::artifactsIn)
        .toList();
  }

  private static Stream<Path> artifactsIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.toString().endsWith(".dbg.json"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new CommandFailure("cannot read folder " + folder + ": " + e.getMessage(), e);
    }
  }

  private static Artifact readFile(Path file) {
    try {
      return Artifact.parse(String.valueOf(file.getFileName()), Files.readString(file));
    } catch (IOException e) {
      throw new CommandFailure(
          Files.exists(file)
              ? "cannot read artifact " + file + ": " + e.getMessage()
              : "no artifact at " + file,
          e);
    } catch (AbiException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
