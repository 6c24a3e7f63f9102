package io.weft.node.pool;

import io.weft.execution.chainspec.BlobParameters;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateView;
import org.jspecify.annotations.Nullable;

/**
 * What admission needs to know of the chain.
 *
 * @param state after the head block
 * @param nextFork the rules of the block to come
 * @param nextBaseFee of the block to come, wei per gas
 * @param blobParameters of the block to come, null before blobs
 * @param blockGasLimit of the head
 */
public record PoolHead(
    ChainSpec spec,
    StateView state,
    Fork nextFork,
    U256 nextBaseFee,
    @Nullable BlobParameters blobParameters,
    long blockGasLimit) {}
