package io.weft.execution.evm;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.util.List;

/**
 * What code can ask about the transaction it runs in.
 *
 * @param origin the sender
 * @param gasPrice the effective price in wei
 * @param blobVersionedHashes for BLOBHASH; empty where the transaction carries no blobs
 */
public record TransactionEnvironment(
    Address origin, U256 gasPrice, List<Hash32> blobVersionedHashes) {}
