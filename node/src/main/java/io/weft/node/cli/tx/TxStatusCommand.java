package io.weft.node.cli.tx;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.contracts.abi.ContractAbi;
import io.weft.node.cli.CommandFailure;
import io.weft.node.cli.client.Amounts;
import io.weft.node.cli.client.JsonRpc;
import io.weft.node.cli.client.Report;
import io.weft.node.cli.client.RpcError;
import io.weft.node.cli.client.RpcOption;
import io.weft.node.cli.client.TransactionSender;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft tx status}: whether a transaction waits, succeeded or failed. */
@Command(
    name = "status",
    description = "Tells whether a transaction is pending, succeeded or failed.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = {"  weft tx status 0x88df…", "", "The exit code is 1 if it failed or is not known."})
final class TxStatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "HASH", description = "hash of the transaction")
  private String hash;

  @Mixin private RpcOption rpcOption;

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    if (!hash.matches("0x[0-9a-fA-F]{64}")) {
      throw new ParameterException(
          spec.commandLine(), "HASH: expected 64 hex digits after 0x, got '" + hash + "'");
    }
    try (JsonRpc rpc = rpcOption.connect()) {
      JsonNode transaction = rpc.call("eth_getTransactionByHash", hash);
      if (transaction.isNull()) {
        throw new CommandFailure("the node does not know transaction " + hash);
      }
      JsonNode receipt = rpc.call("eth_getTransactionReceipt", hash);
      boolean failed = false;
      Report report = new Report();
      if (receipt.isNull()) {
        report.add("status", "pending");
      } else {
        failed = JsonRpc.quantity(receipt.path("status")).isZero();
        report.add("status", failed ? "failed" : "succeeded");
        report.add("block", JsonRpc.quantity(receipt.path("blockNumber")).toLong());
        report.add("gas used", JsonRpc.quantity(receipt.path("gasUsed")).toLong());
      }
      report.add("from", transaction.path("from").asText());
      if (transaction.hasNonNull("to")) {
        report.add("to", transaction.path("to").asText());
      } else if (receipt.hasNonNull("contractAddress")) {
        report.add("created", receipt.path("contractAddress").asText());
      }
      report.add("nonce", JsonRpc.quantity(transaction.path("nonce")).toLong());
      report.add("value", Amounts.ether(JsonRpc.quantity(transaction.path("value"))));
      report.print(spec.commandLine().getOut(), json);
      return failed ? ExitCode.SOFTWARE : ExitCode.OK;
    } catch (RpcError e) {
      throw TransactionSender.failure(e, ContractAbi.EMPTY);
    }
  }
}
