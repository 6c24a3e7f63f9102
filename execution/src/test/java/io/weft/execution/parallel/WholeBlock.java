package io.weft.execution.parallel;

import io.weft.execution.block.ParentBlock;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.RequestContracts;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.testing.TestState;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockBody;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.LogsBloom;
import io.weft.execution.types.Transaction;
import java.util.IdentityHashMap;
import java.util.List;

/** A test block of Amsterdam as executors of whole blocks take it; its roots say nothing. */
record WholeBlock(ChainSpec spec, SenderRecovery senders, ParentBlock parent, Block block) {
  static WholeBlock of(TestBlock block) {
    ParentBlock parent = block.parent();
    TestState state = (TestState) parent.state();
    state.contract(RequestContracts.MAINNET.withdrawals(), Bytes.of(0));
    state.contract(RequestContracts.MAINNET.consolidations(), Bytes.of(0));
    IdentityHashMap<Transaction, Address> senders = new IdentityHashMap<>();
    for (int i = 0; i < block.transactions().size(); i++) {
      senders.put(block.transactions().get(i), block.sender(i));
    }
    BlockBody body = new BlockBody(List.copyOf(block.transactions()), List.of(), List.of());
    return new WholeBlock(
        block.spec(),
        (transaction, fork) -> senders.get(transaction),
        parent,
        new Block(header(block.environment()), body));
  }

  private static BlockHeader header(BlockEnvironment environment) {
    return new BlockHeader(
        Hash32.ZERO,
        BlockHeader.EMPTY_OMMERS_HASH,
        environment.coinbase(),
        Hash32.ZERO,
        Hash32.ZERO,
        Hash32.ZERO,
        LogsBloom.EMPTY.toBytes(),
        environment.prevRandao(),
        environment.number(),
        environment.gasLimit(),
        0,
        environment.timestampSeconds(),
        Bytes.EMPTY,
        Hash32.from(environment.prevRandao()),
        0,
        environment.baseFeePerGas(),
        Hash32.ZERO,
        0L,
        0L,
        Hash32.ZERO,
        Keccak256.EMPTY,
        Hash32.ZERO,
        0L);
  }
}
