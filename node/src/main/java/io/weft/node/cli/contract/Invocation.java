package io.weft.node.cli.contract;

import io.weft.contracts.abi.AbiException;
import io.weft.contracts.abi.AbiFunction;
import io.weft.contracts.abi.AbiText;
import io.weft.contracts.abi.ContractAbi;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code call} and {@code send} share: whom to call, what, and with which arguments. */
final class Invocation {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(index = "0", paramLabel = "ADDRESS", description = "address of the contract")
  private String address;

  @Parameters(
      index = "1",
      paramLabel = "FUNCTION",
      description = "name, with --abi, or a signature as 'balanceOf(address)(uint256)'")
  private String function;

  @Parameters(
      index = "2..*",
      paramLabel = "ARGUMENT",
      description = "the function's arguments, in order")
  private List<String> arguments = List.of();

  @Option(
      names = "--abi",
      paramLabel = "CONTRACT",
      description = "contract of the project by name, or an artifact file: names its functions")
  private @Nullable String abiName;

  Address address() {
    try {
      return Address.fromHex(address);
    } catch (IllegalArgumentException e) {
      throw usage("ADDRESS: expected 40 hex digits after 0x, got '" + address + "'");
    }
  }

  ContractAbi abi() {
    return ArtifactFiles.abi(abiName);
  }

  AbiFunction function(ContractAbi abi) {
    try {
      if (abiName != null) {
        return abi.function(function);
      }
      if (!function.contains("(")) {
        throw usage(
            "FUNCTION: expected a signature as 'balanceOf(address)(uint256)' or a name with --abi,"
                + " got '"
                + function
                + "'");
      }
      return AbiFunction.parse(function);
    } catch (AbiException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  Bytes callData(AbiFunction function) {
    try {
      return function.encodeCall(AbiText.parse(function.inputs(), arguments));
    } catch (AbiException e) {
      throw usage(function.name() + ": " + e.getMessage());
    }
  }

  ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
