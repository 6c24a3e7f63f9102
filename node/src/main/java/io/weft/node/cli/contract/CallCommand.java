package io.weft.node.cli.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.contracts.abi.AbiException;
import io.weft.contracts.abi.AbiFunction;
import io.weft.contracts.abi.AbiParameter;
import io.weft.contracts.abi.AbiText;
import io.weft.contracts.abi.ContractAbi;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.node.cli.CommandFailure;
import io.weft.node.cli.client.Blocks;
import io.weft.node.cli.client.JsonRpc;
import io.weft.node.cli.client.RpcError;
import io.weft.node.cli.client.RpcOption;
import io.weft.node.cli.client.TransactionSender;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft contract call}: asks a contract without a transaction. */
@Command(
    name = "call",
    description = "Calls a function without a transaction and prints what it returns.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft contract call 0x5FbD… balanceOf 0xf39F… --abi Token",
      "  weft contract call 0x5FbD… 'balanceOf(address)(uint256)' 0xf39F… --block 12"
    })
final class CallCommand implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;
  @Mixin private Invocation invocation;
  @Mixin private RpcOption rpcOption;

  @Option(names = "--from", paramLabel = "ADDRESS", description = "caller (default: address zero)")
  private @Nullable String from;

  @Option(
      names = "--block",
      paramLabel = "BLOCK",
      defaultValue = "latest",
      description = "number, hash or tag of the block to ask (default: ${DEFAULT-VALUE})")
  private String block;

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Override
  public void run() {
    ContractAbi abi = invocation.abi();
    AbiFunction function = invocation.function(abi);
    Bytes callData = invocation.callData(function);
    Address contract = invocation.address();
    try (JsonRpc rpc = rpcOption.connect()) {
      String returned;
      try {
        returned =
            rpc.call(
                    "eth_call",
                    TransactionSender.callObject(
                        caller(), new TransactionSender.Intent(contract, U256.ZERO, callData)),
                    Blocks.parameter(block))
                .asText();
      } catch (RpcError e) {
        throw TransactionSender.failure(e, abi);
      }
      if (returned.equals("0x") && !function.outputs().isEmpty()) {
        throw new CommandFailure(nothingReturned(rpc, contract, function));
      }
      print(function, Bytes.fromHex(returned));
    }
  }

  private @Nullable Address caller() {
    try {
      return from == null ? null : Address.fromHex(from);
    } catch (IllegalArgumentException e) {
      throw invocation.usage("--from: expected 40 hex digits after 0x, got '" + from + "'");
    }
  }

  private String nothingReturned(JsonRpc rpc, Address contract, AbiFunction function) {
    boolean empty =
        rpc.call("eth_getCode", contract.toString(), Blocks.parameter(block)).asText().equals("0x");
    return empty
        ? "no contract at " + contract + " in block " + block
        : "the contract at " + contract + " returned nothing for " + function.signature();
  }

  private void print(AbiFunction function, Bytes returned) {
    PrintWriter out = spec.commandLine().getOut();
    if (function.outputs().isEmpty()) {
      out.println(json ? JSON.createObjectNode().put("data", returned.toString()) : returned);
      out.flush();
      return;
    }
    List<Object> values;
    try {
      values = function.decodeResult(returned);
    } catch (AbiException e) {
      throw new CommandFailure(
          "the answer is not of " + function + ": " + e.getMessage() + "; it is " + returned, e);
    }
    if (json) {
      ObjectNode object = JSON.createObjectNode();
      ArrayNode array = object.putArray("values");
      for (int i = 0; i < values.size(); i++) {
        array.add(AbiText.format(function.outputs().get(i).type(), values.get(i)));
      }
      out.println(object.put("data", returned.toString()));
    } else {
      for (int i = 0; i < values.size(); i++) {
        AbiParameter output = function.outputs().get(i);
        boolean named = !output.name().isEmpty() && values.size() > 1;
        out.println(
            (named ? output.name() + ": " : "") + AbiText.format(output.type(), values.get(i)));
      }
    }
    out.flush();
  }
}
