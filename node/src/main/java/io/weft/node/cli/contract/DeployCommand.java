package io.weft.node.cli.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.contracts.Artifact;
import io.weft.contracts.abi.AbiException;
import io.weft.contracts.abi.AbiText;
import io.weft.contracts.wallet.Account;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.node.cli.CommandFailure;
import io.weft.node.cli.client.Amounts;
import io.weft.node.cli.client.GasOptions;
import io.weft.node.cli.client.JsonRpc;
import io.weft.node.cli.client.KeyOptions;
import io.weft.node.cli.client.Report;
import io.weft.node.cli.client.RpcOption;
import io.weft.node.cli.client.TransactionSender;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft deploy}: creates a contract and prints where it is. */
@Command(
    name = "deploy",
    description = "Deploys a contract and prints its address.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft deploy Counter --key 0xac09…",
      "  weft deploy Token \"Weft Token\" WFT 1000000000000000000000000 --keystore alice.json",
      "  weft deploy out/Vault.sol/Vault.json 0x5FbD… '[1,2,3]' --json",
      "",
      "The project's own contracts are known by name ('weft contract abi' lists them);",
      "artifacts of Foundry and Hardhat are named by file. A negative number goes after '--'."
    })
public final class DeployCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "CONTRACT",
      description = "name of a contract of the project, X.sol, or an artifact file")
  private String contract;

  @Parameters(
      index = "1..*",
      paramLabel = "ARGUMENT",
      description = "the constructor's arguments, in order")
  private List<String> arguments = List.of();

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
    Artifact artifact = ArtifactFiles.read(contract);
    Bytes code = creation(artifact);
    Account account = key.account();
    try (JsonRpc rpc = rpcOption.connect()) {
      JsonNode receipt =
          new TransactionSender(rpc, account, gas)
              .execute(new TransactionSender.Intent(null, value, code), artifact.abi());
      new Report()
          .add("contract", artifact.name())
          .add(
              "address",
              AbiText.checksummed(Address.fromHex(receipt.path("contractAddress").asText())))
          .add("transaction", receipt.path("transactionHash").asText())
          .add("block", JsonRpc.quantity(receipt.path("blockNumber")).toLong())
          .add("gas used", JsonRpc.quantity(receipt.path("gasUsed")).toLong())
          .add("deployer", AbiText.checksummed(account.address()))
          .print(spec.commandLine().getOut(), json);
    }
  }

  private Bytes creation(Artifact artifact) {
    if (artifact.creationCode().isEmpty()) {
      throw new CommandFailure(
          artifact.name() + " has no code to deploy: it is an interface or an abstract contract");
    }
    if (!value.isZero() && !artifact.abi().constructor().isPayable()) {
      throw usage("--value: the constructor of " + artifact.name() + " takes no ether");
    }
    try {
      List<Object> values = AbiText.parse(artifact.abi().constructor().inputs(), arguments);
      return artifact.creationCode().concat(artifact.abi().constructor().encode(values));
    } catch (AbiException e) {
      throw usage(artifact.name() + ": " + e.getMessage());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
