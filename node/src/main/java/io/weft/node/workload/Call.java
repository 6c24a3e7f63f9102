package io.weft.node.workload;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;

/**
 * A transaction to be.
 *
 * @param sender index of an account
 * @param gasLimit a little more than it needs
 */
record Call(int sender, Address to, U256 value, Bytes data, long gasLimit) {}
