package io.weft.execution.commit;

import io.weft.execution.chain.ChainView;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.trie.OrderedTrie;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockBody;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.Log;
import io.weft.execution.types.LogsBloom;
import io.weft.execution.types.Receipt;
import io.weft.execution.types.Transaction;
import java.util.ArrayList;
import java.util.List;

/** Blocks whose roots hold, though nobody executed them. */
final class TestBlocks {
  private TestBlocks() {}

  static Block genesis(Hash32 stateRoot) {
    return block(0, Hash32.ZERO, stateRoot, List.of());
  }

  static Block next(ChainView parent, Hash32 stateRoot) {
    return next(parent, stateRoot, 0);
  }

  static Block next(ChainView parent, Hash32 stateRoot, int transactionCount) {
    List<Transaction> transactions = new ArrayList<>();
    for (int i = 0; i < transactionCount; i++) {
      transactions.add(
          new LegacyTransaction(
              null,
              parent.number() * 1000 + i,
              U256.of(7),
              21_000,
              Address.of(i),
              U256.of(i),
              Bytes.EMPTY,
              new Signature(0, U256.ONE, U256.ONE)));
    }
    return block(parent.number() + 1, parent.hash(), stateRoot, transactions);
  }

  private static Block block(
      long number, Hash32 parentHash, Hash32 stateRoot, List<Transaction> transactions) {
    BlockHeader header =
        new BlockHeader(
            parentHash,
            BlockHeader.EMPTY_OMMERS_HASH,
            Address.ZERO,
            stateRoot,
            OrderedTrie.root(transactions.stream().map(Transaction::encoded).toList()),
            OrderedTrie.root(receipts(transactions.size()).stream().map(Receipt::encoded).toList()),
            LogsBloom.EMPTY.toBytes(),
            U256.of(number + 1),
            number,
            30_000_000,
            21_000L * transactions.size(),
            1_000 + number,
            Bytes.EMPTY,
            Hash32.ZERO,
            0,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return new Block(header, new BlockBody(transactions, List.of(), null));
  }

  static List<Receipt> receipts(Block block) {
    return receipts(block.transactions().size());
  }

  private static List<Receipt> receipts(int count) {
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      receipts.add(new Receipt(0, null, i % 2 == 0, 21_000L * (i + 1), LogsBloom.EMPTY, List.of()));
    }
    return receipts;
  }

  /** A log with the topics 0 and {@code second}. */
  static List<Receipt> receiptsWithLogs(Address address, U256 second) {
    Log log = new Log(address, List.of(Hash32.ZERO, Hash32.from(second)), Bytes.of(1, 2, 3));
    return List.of(
        new Receipt(2, null, true, 50_000, new LogsBloom.Maker().of(List.of(log)), List.of(log)));
  }
}
