package io.weft.node.rpc.json;

import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.BlockHeader;

/**
 * Where in the chain a transaction is.
 *
 * @param baseFeePerGas of its block, zero before London
 */
public record Inclusion(
    Hash32 blockHash,
    long blockNumber,
    long blockTimestamp,
    U256 baseFeePerGas,
    int transactionIndex) {

  public static Inclusion of(BlockHeader header, Hash32 blockHash, int transactionIndex) {
    U256 baseFee = header.baseFeePerGas();
    return new Inclusion(
        blockHash,
        header.number(),
        header.timestamp(),
        baseFee == null ? U256.ZERO : baseFee,
        transactionIndex);
  }
}
