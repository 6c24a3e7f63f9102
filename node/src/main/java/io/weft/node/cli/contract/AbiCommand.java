package io.weft.node.cli.contract;

import io.weft.contracts.Artifact;
import io.weft.contracts.Artifacts;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft contract abi}: what a contract takes and gives. */
@Command(
    name = "abi",
    description = "Prints the functions, events and errors of a contract.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft contract abi                the contracts of the project",
      "  weft contract abi Token",
      "  weft contract abi out/Vault.sol/Vault.json --json"
    })
final class AbiCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CONTRACT",
      description = "contract of the project by name, or an artifact file")
  private @Nullable String contract;

  @Option(names = "--json", description = "print the ABI as its compiler wrote it")
  private boolean json;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (contract == null) {
      for (String name : Artifacts.NAMES) {
        out.println(name + " " + Artifacts.named(name).abi().constructor());
      }
      out.flush();
      return;
    }
    Artifact artifact = ArtifactFiles.read(contract);
    if (json) {
      out.println(artifact.abiJson());
    } else {
      out.println(
          "// "
              + artifact.name()
              + (artifact.compiler().isEmpty() ? "" : ", " + artifact.compiler()));
      out.println(artifact.abi().constructor());
      artifact
          .abi()
          .functions()
          .forEach(function -> out.println(function + "  // " + function.selector()));
      artifact.abi().events().forEach(event -> out.println(event + "  // " + event.topic()));
      artifact.abi().errors().forEach(error -> out.println(error + "  // " + error.selector()));
    }
    out.flush();
  }
}
