package io.weft.execution.evm;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.BlockHashes;

/**
 * What code can ask about the block it runs in.
 *
 * @param fork the rules in force
 * @param chainId for CHAINID
 * @param number of this block
 * @param timestampSeconds since the epoch
 * @param coinbase the beneficiary of fees
 * @param gasLimit of the block
 * @param baseFeePerGas in wei; zero before London
 * @param prevRandao the word opcode 0x44 pushes: the difficulty before Paris, since then the
 *     randomness of the beacon chain (EIP-4399)
 * @param blobBaseFee in wei per blob gas; zero before Cancun
 * @param slotNumber of the beacon chain; zero before Amsterdam
 * @param blockHashes hashes of ancestors
 */
public record BlockEnvironment(
    Fork fork,
    U256 chainId,
    long number,
    long timestampSeconds,
    Address coinbase,
    long gasLimit,
    U256 baseFeePerGas,
    U256 prevRandao,
    U256 blobBaseFee,
    long slotNumber,
    BlockHashes blockHashes) {}
