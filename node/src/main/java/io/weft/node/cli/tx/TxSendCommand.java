package io.weft.node.cli.tx;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.contracts.abi.AbiException;
import io.weft.contracts.abi.AbiText;
import io.weft.contracts.abi.AbiType;
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
import io.weft.node.cli.client.RpcError;
import io.weft.node.cli.client.RpcOption;
import io.weft.node.cli.client.TransactionSender;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft tx send}: ether, or bytes, to an address. */
@Command(
    name = "send",
    description = "Sends ether, or call data, and prints the receipt.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft tx send 0x7099… --value 1.5ether --key 0xac09…",
      "  weft tx send 0x5FbD… --data 0xd09de08a --keystore alice.json --no-wait"
    })
final class TxSendCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ADDRESS", description = "recipient")
  private String recipient;

  @Mixin private RpcOption rpcOption;
  @Mixin private KeyOptions key;

  @Option(
      names = "--value",
      paramLabel = "AMOUNT",
      converter = Amounts.class,
      defaultValue = "0",
      description = "ether to send: 1000 (wei), 20gwei, 1.5ether")
  private U256 value;

  @Option(names = "--data", paramLabel = "HEX", defaultValue = "0x", description = "call data")
  private String data;

  @Mixin private GasOptions gas;

  @Option(names = "--no-wait", description = "print the hash and do not wait for the receipt")
  private boolean noWait;

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Override
  public void run() {
    TransactionSender.Intent intent =
        new TransactionSender.Intent(
            (Address) parse("ADDRESS", AbiType.Simple.ADDRESS, recipient),
            value,
            (Bytes) parse("--data", AbiType.Simple.BYTES, data));
    Account account = key.account();
    try (JsonRpc rpc = rpcOption.connect()) {
      TransactionSender sender = new TransactionSender(rpc, account, gas);
      Report report = new Report();
      if (noWait) {
        report.add("transaction", sender.submit(intent));
      } else {
        JsonNode receipt = sender.execute(intent, ContractAbi.EMPTY);
        report
            .add("transaction", receipt.path("transactionHash").asText())
            .add("block", JsonRpc.quantity(receipt.path("blockNumber")).toLong())
            .add("gas used", JsonRpc.quantity(receipt.path("gasUsed")).toLong());
      }
      report.print(spec.commandLine().getOut(), json);
    } catch (RpcError e) {
      throw TransactionSender.failure(e, ContractAbi.EMPTY);
    }
  }

  private Object parse(String name, AbiType type, String text) {
    try {
      return AbiText.parse(type, text);
    } catch (AbiException e) {
      throw new ParameterException(spec.commandLine(), name + ": " + e.getMessage());
    }
  }
}
