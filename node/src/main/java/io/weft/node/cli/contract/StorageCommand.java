package io.weft.node.cli.contract;

import io.weft.contracts.Artifact;
import io.weft.contracts.Artifact.StateVariable;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.node.cli.CommandFailure;
import io.weft.node.cli.client.Blocks;
import io.weft.node.cli.client.JsonRpc;
import io.weft.node.cli.client.Report;
import io.weft.node.cli.client.RpcOption;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft contract storage}: what stands in a contract's slots. */
@Command(
    name = "storage",
    description = "Prints a storage slot, or each state variable that an artifact names.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft contract storage 0x5FbD… 0",
      "  weft contract storage 0x5FbD… --abi Counter",
      "",
      "Mappings and dynamic lists show their base slot only; their entries stand elsewhere."
    })
final class StorageCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ADDRESS", description = "address of the contract")
  private String address;

  @Parameters(index = "1", arity = "0..1", paramLabel = "SLOT", description = "number of the slot")
  private @Nullable String slot;

  @Option(
      names = "--abi",
      paramLabel = "CONTRACT",
      description = "contract of the project, or an artifact file with its storage layout")
  private @Nullable String abiName;

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
    Report report = new Report();
    List<StateVariable> variables = variables();
    try (JsonRpc rpc = rpcOption.connect()) {
      if (slot != null) {
        report.add("slot " + slot, word(rpc, number(slot)));
      }
      for (StateVariable variable : variables) {
        Bytes word = word(rpc, U256.from(new BigInteger(variable.slot()))).toBytes();
        // offsets count from the low end of the slot
        int start = 32 - variable.offset() - Math.min(32, variable.bytes());
        report.add(
            variable.label(),
            word.slice(Math.max(0, start), Math.min(32, variable.bytes()))
                + "  "
                + variable.type());
      }
    }
    report.print(spec.commandLine().getOut(), json);
  }

  private List<StateVariable> variables() {
    if (slot != null) {
      return List.of();
    }
    if (abiName == null) {
      throw usage("name a SLOT, or a contract with --abi");
    }
    Artifact artifact = ArtifactFiles.read(abiName);
    if (artifact.storage().isEmpty()) {
      throw new CommandFailure(
          "no storage layout in " + abiName + ": have the compiler write it, or name a SLOT");
    }
    return artifact.storage();
  }

  private Hash32 word(JsonRpc rpc, U256 number) {
    return Hash32.from(
        JsonRpc.quantity(
            rpc.call(
                "eth_getStorageAt",
                contract().toString(),
                Hash32.from(number).toString(),
                Blocks.parameter(block))));
  }

  private U256 number(String text) {
    try {
      return text.startsWith("0x") ? U256.fromHex(text) : U256.from(new BigInteger(text));
    } catch (IllegalArgumentException e) {
      throw usage("SLOT: expected a number, got '" + text + "'");
    }
  }

  private Address contract() {
    try {
      return Address.fromHex(address);
    } catch (IllegalArgumentException e) {
      throw usage("ADDRESS: expected 40 hex digits after 0x, got '" + address + "'");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
