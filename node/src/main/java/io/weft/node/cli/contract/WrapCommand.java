package io.weft.node.cli.contract;

import io.weft.contracts.Artifact;
import io.weft.contracts.abi.AbiException;
import io.weft.contracts.wrap.Web3jWrapper;
import io.weft.node.cli.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft contract wrap}: Java source that deploys and calls a contract through Web3j. */
@Command(
    name = "wrap",
    description = "Writes a Web3j wrapper: a Java class that deploys and calls the contract.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft contract wrap Token --package org.example.token --out src/main/java",
      "  weft contract wrap out/Vault.sol/Vault.json --package org.example --out src/main/java",
      "",
      "Artifacts of Foundry and Hardhat are named by file. Compile the result with web3j's core."
    })
final class WrapCommand implements Runnable {
  /** The generator's advice is about the Solidity source, which is not at hand. */
  private static final Logger GENERATOR = Logger.getLogger("org.web3j.codegen");

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0..*",
      arity = "1..*",
      paramLabel = "CONTRACT",
      description = "name of a contract of the project, X.sol, or an artifact file")
  private List<String> contracts;

  @Option(
      names = "--package",
      paramLabel = "NAME",
      required = true,
      description = "Java package of the class")
  private String packageName;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "folder of sources; the folders of the package are made in it")
  private Path folder;

  @Override
  public void run() {
    GENERATOR.setLevel(Level.SEVERE);
    PrintWriter out = spec.commandLine().getOut();
    for (String contract : contracts) {
      out.println(write(ArtifactFiles.read(contract)));
    }
    out.flush();
  }

  private Path write(Artifact artifact) {
    try {
      return Web3jWrapper.write(artifact, packageName, folder);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--package: " + e.getMessage());
    } catch (AbiException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new CommandFailure("cannot write the wrapper: " + e.getMessage(), e);
    }
  }
}
