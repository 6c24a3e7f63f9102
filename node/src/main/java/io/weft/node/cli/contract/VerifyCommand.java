package io.weft.node.cli.contract;

import io.weft.contracts.Artifact;
import io.weft.contracts.CodeMatch;
import io.weft.contracts.abi.AbiText;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.node.cli.CommandFailure;
import io.weft.node.cli.client.Blocks;
import io.weft.node.cli.client.JsonRpc;
import io.weft.node.cli.client.Report;
import io.weft.node.cli.client.RpcError;
import io.weft.node.cli.client.RpcOption;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft contract verify}: whether the code at an address is that of an artifact. */
@Command(
    name = "verify",
    description = "Compares the code at an address with an artifact.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft contract verify 0x5FbD… Token",
      "  weft contract verify 0x5FbD… out/Vault.sol/Vault.json --rpc http://127.0.0.1:9000",
      "",
      "'exact': byte for byte, but for immutable variables, whose values are printed.",
      "'except metadata': the same instructions; comments, names or settings of the sources differ.",
      "Anything else is a failure, which names the first difference; the exit code is 1."
    })
final class VerifyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ADDRESS", description = "address of the contract")
  private String address;

  @Parameters(
      index = "1",
      paramLabel = "CONTRACT",
      description = "name of a contract of the project, X.sol, or an artifact file")
  private String contract;

  @Option(
      names = "--block",
      paramLabel = "BLOCK",
      defaultValue = "latest",
      description = "number, hash or tag of the block to ask (default: ${DEFAULT-VALUE})")
  private String block;

  @Mixin private RpcOption rpcOption;

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Override
  public void run() {
    Address at = at();
    Artifact artifact = ArtifactFiles.read(contract);
    if (artifact.runtimeCode().isEmpty()) {
      throw new CommandFailure(
          "no runtime code in " + contract + ": expected an artifact with 'deployedBytecode'");
    }
    Bytes deployed = deployed(at);
    Report report =
        new Report().add("contract", artifact.name()).add("address", AbiText.checksummed(at));
    Map<String, Bytes> immutables =
        switch (CodeMatch.of(artifact, at, deployed)) {
          case CodeMatch.Exact exact -> {
            report.add("match", "exact");
            yield exact.immutables();
          }
          case CodeMatch.ExceptMetadata except -> {
            report.add("match", "except metadata");
            yield except.immutables();
          }
          case CodeMatch.Different different ->
              throw new CommandFailure(
                  "the code at "
                      + AbiText.checksummed(at)
                      + " is not that of "
                      + artifact.name()
                      + ": "
                      + different.reason());
        };
    report.add("size", deployed.size()).add("code hash", Keccak256.hash32(deployed));
    immutables.forEach((name, value) -> report.add("immutable " + name, value));
    report.print(spec.commandLine().getOut(), json);
  }

  private Bytes deployed(Address at) {
    try (JsonRpc rpc = rpcOption.connect()) {
      Bytes code =
          Bytes.fromHex(rpc.call("eth_getCode", at.toString(), Blocks.parameter(block)).asText());
      if (code.isEmpty()) {
        throw new CommandFailure("no contract at " + at + " in block " + block);
      }
      return code;
    } catch (RpcError e) {
      throw new CommandFailure("the node refuses: " + e.getMessage(), e);
    }
  }

  private Address at() {
    try {
      return Address.fromHex(address);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "ADDRESS: expected 40 hex digits after 0x, got '" + address + "'");
    }
  }
}
