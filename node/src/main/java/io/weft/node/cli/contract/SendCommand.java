package io.weft.node.cli.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.contracts.abi.AbiFunction;
import io.weft.contracts.abi.AbiFunction.Mutability;
import io.weft.contracts.abi.ContractAbi;
import io.weft.contracts.wallet.Account;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.node.cli.client.Amounts;
import io.weft.node.cli.client.GasOptions;
import io.weft.node.cli.client.JsonRpc;
import io.weft.node.cli.client.KeyOptions;
import io.weft.node.cli.client.Report;
import io.weft.node.cli.client.RpcOption;
import io.weft.node.cli.client.TransactionSender;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft contract send}: changes a contract's state by a transaction. */
@Command(
    name = "send",
    description = "Calls a function by a transaction and prints its receipt and events.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft contract send 0x5FbD… transfer 0x7099… 1000 --abi Token --key 0xac09…",
      "  weft contract send 0x5FbD… 'deposit()' --value 1ether --keystore alice.json"
    })
final class SendCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private Invocation invocation;
  @Mixin private RpcOption rpcOption;
  @Mixin private KeyOptions key;

  @Option(
      names = "--value",
      paramLabel = "AMOUNT",
      converter = Amounts.class,
      defaultValue = "0",
      description = "ether to send along: 1000 (wei), 20gwei, 1.5ether")
  private U256 value;

  @Mixin private GasOptions gas;

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Override
  public void run() {
    ContractAbi abi = invocation.abi();
    AbiFunction function = invocation.function(abi);
    Bytes callData = invocation.callData(function);
    Address contract = invocation.address();
    // a bare signature does not say whether the function takes ether, an ABI does
    boolean known = !abi.functions().isEmpty();
    if (known && !value.isZero() && function.mutability() != Mutability.PAYABLE) {
      throw invocation.usage("--value: " + function.name() + " takes no ether");
    }
    Account account = key.account();
    try (JsonRpc rpc = rpcOption.connect()) {
      JsonNode receipt =
          new TransactionSender(rpc, account, gas)
              .execute(new TransactionSender.Intent(contract, value, callData), abi);
      Report report =
          new Report()
              .add("transaction", receipt.path("transactionHash").asText())
              .add("block", JsonRpc.quantity(receipt.path("blockNumber")).toLong())
              .add("gas used", JsonRpc.quantity(receipt.path("gasUsed")).toLong());
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        report.add("logs", LogLines.json(receipt.path("logs"), abi)).print(out, true);
      } else {
        report.print(out, false);
        LogLines.print(out, receipt.path("logs"), abi);
      }
    }
  }
}
