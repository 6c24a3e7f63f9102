package io.weft.node.rpc.api;

import io.weft.execution.ExecutionEngine;
import io.weft.node.pool.TransactionPool;
import io.weft.node.rpc.DevControls;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What the methods work on.
 *
 * @param accounts that may be used without a signature
 * @param dev null on a chain where nobody may intervene
 * @param clientVersion as web3_clientVersion answers
 */
public record RpcServices(
    ExecutionEngine engine,
    TransactionPool pool,
    UnlockedAccounts accounts,
    @Nullable DevControls dev,
    RpcLimits limits,
    InstantSource clock,
    String clientVersion) {}
