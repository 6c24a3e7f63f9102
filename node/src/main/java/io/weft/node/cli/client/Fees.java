package io.weft.node.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.primitives.U256;
import java.math.BigInteger;

/**
 * Fees for the next blocks: the tip is what the middle of the last blocks' gas paid, and the
 * maximum leaves room for the base fee to double, which takes it six full blocks.
 */
record Fees(U256 maxFeePerGas, U256 maxPriorityFeePerGas) {
  private static final int BLOCKS = 10;
  private static final int MEDIAN = 50;

  /** Asks the node for the recent fees (eth_feeHistory). */
  static Fees suggested(JsonRpc rpc) {
    JsonNode history =
        rpc.call(
            "eth_feeHistory", "0x" + Integer.toHexString(BLOCKS), "latest", new int[] {MEDIAN});
    JsonNode baseFees = history.path("baseFeePerGas");
    U256 nextBaseFee =
        baseFees.isEmpty() ? U256.ZERO : JsonRpc.quantity(baseFees.get(baseFees.size() - 1));
    BigInteger sum = BigInteger.ZERO;
    int blocks = 0;
    for (JsonNode rewards : history.path("reward")) {
      U256 reward = rewards.isEmpty() ? U256.ZERO : JsonRpc.quantity(rewards.get(0));
      // an empty block reports zero, which says nothing about what others pay
      if (!reward.isZero()) {
        sum = sum.add(reward.toBigInteger());
        blocks++;
      }
    }
    U256 tip =
        blocks == 0
            ? JsonRpc.quantity(rpc.call("eth_maxPriorityFeePerGas"))
            : U256.from(sum.divide(BigInteger.valueOf(blocks)));
    return new Fees(nextBaseFee.multiply(2).add(tip), tip);
  }
}
