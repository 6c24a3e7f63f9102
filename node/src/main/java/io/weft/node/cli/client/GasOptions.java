package io.weft.node.cli.client;

import io.weft.execution.primitives.U256;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a transaction may cost, and how long to wait for it. */
public final class GasOptions {
  @Option(
      names = "--gas-limit",
      paramLabel = "GAS",
      description = "gas limit (default: the node's estimate)")
  @Nullable Long gasLimit;

  @Option(
      names = "--max-fee",
      paramLabel = "AMOUNT",
      converter = Amounts.class,
      description = "most to pay for a unit of gas (default: twice the base fee, and the tip)")
  @Nullable U256 maxFeePerGas;

  @Option(
      names = "--priority-fee",
      paramLabel = "AMOUNT",
      converter = Amounts.class,
      description = "tip for a unit of gas (default: what recent blocks paid)")
  @Nullable U256 maxPriorityFeePerGas;

  @Option(
      names = "--gas-price",
      paramLabel = "AMOUNT",
      converter = Amounts.class,
      description = "send a legacy transaction at this price, instead of the two fees")
  @Nullable U256 gasPrice;

  @Option(
      names = "--nonce",
      paramLabel = "N",
      description = "nonce (default: the sender's next, pending transactions counted)")
  @Nullable Long nonce;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "how long to wait for the receipt (default: ${DEFAULT-VALUE})")
  int timeoutSeconds;
}
