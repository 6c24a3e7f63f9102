package io.weft.execution.chain;

/** Where a transaction is: the block, and its place in it from zero. */
public record TransactionLocation(long blockNumber, int index) {}
