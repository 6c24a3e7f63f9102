package io.weft.execution.chainspec;

import io.weft.execution.primitives.Address;

/**
 * Where the contracts are that requests to the consensus layer come from (EIP-7685).
 *
 * @param deposits whose events are deposit requests (EIP-6110)
 * @param withdrawals which queues withdrawal requests (EIP-7002)
 * @param consolidations which queues consolidation requests (EIP-7251)
 */
public record RequestContracts(Address deposits, Address withdrawals, Address consolidations) {
  public static final RequestContracts MAINNET =
      new RequestContracts(
          Address.fromHex("00000000219ab540356cBB839Cbe05303d7705Fa"),
          Address.fromHex("00000961Ef480Eb55E80D19ad83579A64c007002"),
          Address.fromHex("0000BBdDc7CE488642fb579F8B00f3a590007251"));
}
