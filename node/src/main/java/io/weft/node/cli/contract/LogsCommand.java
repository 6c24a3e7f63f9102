package io.weft.node.cli.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.contracts.abi.AbiEvent;
import io.weft.contracts.abi.AbiException;
import io.weft.contracts.abi.AbiParameter;
import io.weft.contracts.abi.AbiText;
import io.weft.contracts.abi.ContractAbi;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.node.cli.client.Blocks;
import io.weft.node.cli.client.JsonRpc;
import io.weft.node.cli.client.RpcError;
import io.weft.node.cli.client.RpcOption;
import io.weft.node.cli.client.TransactionSender;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft contract logs}: what a contract has reported. */
@Command(
    name = "logs",
    description = "Prints the events of a contract.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft contract logs 0x5FbD… --abi Token",
      "  weft contract logs 0x5FbD… Transfer _ 0x7099… --abi Token --from-block 10",
      "",
      "Values after the event are of its indexed arguments; _ stands for any."
    })
final class LogsCommand implements Runnable {
  private static final String ANY = "_";

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ADDRESS", description = "address of the contract")
  private String address;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "EVENT",
      description = "name, with --abi, or a signature as 'Transfer(address indexed a, …)'")
  private @Nullable String event;

  @Parameters(
      index = "2..*",
      paramLabel = "VALUE",
      description = "what the indexed arguments must be")
  private List<String> values = List.of();

  @Option(
      names = "--abi",
      paramLabel = "CONTRACT",
      description = "contract of the project by name, or an artifact file: names its events")
  private @Nullable String abiName;

  @Option(
      names = "--from-block",
      paramLabel = "BLOCK",
      defaultValue = "0",
      description = "first block (default: ${DEFAULT-VALUE})")
  private String fromBlock;

  @Option(
      names = "--to-block",
      paramLabel = "BLOCK",
      defaultValue = "latest",
      description = "last block (default: ${DEFAULT-VALUE})")
  private String toBlock;

  @Mixin private RpcOption rpcOption;

  @Option(names = "--json", description = "print one JSON list")
  private boolean json;

  @Override
  public void run() {
    ContractAbi abi = ArtifactFiles.abi(abiName);
    Map<String, Object> filter = new HashMap<>();
    filter.put("address", contract().toString());
    filter.put("fromBlock", Blocks.parameter(fromBlock));
    filter.put("toBlock", Blocks.parameter(toBlock));
    if (event != null) {
      AbiEvent wanted = event(abi, event);
      filter.put("topics", topics(wanted));
      abi = new ContractAbi(abi.constructor(), abi.functions(), List.of(wanted), abi.errors());
    }
    PrintWriter out = spec.commandLine().getOut();
    try (JsonRpc rpc = rpcOption.connect()) {
      JsonNode logs = rpc.call("eth_getLogs", filter);
      if (json) {
        out.println(LogLines.json(logs, abi));
      } else {
        for (JsonNode log : logs) {
          out.println(LogLines.located(log, abi));
        }
      }
      out.flush();
    } catch (RpcError e) {
      throw TransactionSender.failure(e, abi);
    }
  }

  private AbiEvent event(ContractAbi abi, String name) {
    try {
      return abiName != null ? abi.event(name) : AbiEvent.parse(name);
    } catch (AbiException e) {
      throw usage("EVENT: " + e.getMessage());
    }
  }

  private List<@Nullable String> topics(AbiEvent wanted) {
    List<AbiParameter> indexed = wanted.inputs().stream().filter(AbiParameter::indexed).toList();
    List<@Nullable Object> parsed = new ArrayList<>();
    try {
      for (int i = 0; i < values.size(); i++) {
        boolean any = values.get(i).equals(ANY) || i >= indexed.size();
        parsed.add(any ? null : AbiText.parse(indexed.get(i).type(), values.get(i)));
      }
      List<@Nullable String> topics = new ArrayList<>();
      for (Hash32 topic : wanted.filterTopics(parsed)) {
        topics.add(topic == null ? null : topic.toString());
      }
      return topics;
    } catch (AbiException e) {
      throw usage(wanted.name() + ": " + e.getMessage());
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
