package io.weft.node.rpc.api;

import io.weft.execution.ExecutionEngine;
import io.weft.execution.chain.ChainView;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.BlockId;
import io.weft.node.rpc.RpcException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the block a request names. A block counts as safe and final once it is committed, since
 * agreement comes before the commit.
 */
final class Blocks {
  private final ExecutionEngine engine;

  Blocks(ExecutionEngine engine) {
    this.engine = engine;
  }

  ChainView head() {
    return engine.head();
  }

  /** The chain as it is at the block, or null where there is none. The pending one has no state. */
  @Nullable ChainView find(BlockId id) {
    ChainView head = head();
    return switch (id) {
      case BlockId.ByNumber(long number) -> head.at(number);
      case BlockId.ByHash(Hash32 hash, _) -> {
        Long number = head.number(hash);
        yield number == null ? null : head.at(number);
      }
      case BlockId.Tag tag ->
          switch (tag) {
            case EARLIEST -> head.at(0);
            case FINALIZED, SAFE, LATEST, PENDING -> head;
          };
    };
  }

  /**
   * The chain as it is at the block.
   *
   * @throws RpcException where there is none
   */
  ChainView get(BlockId id) {
    ChainView view = find(id);
    if (view == null) {
      String what = id instanceof BlockId.ByHash ? "header for hash not found" : "header not found";
      throw RpcException.refused(what);
    }
    return view;
  }

  /** The block a view is of. */
  static Block block(ChainView view) {
    Block block = view.block(view.number());
    if (block == null) {
      throw new IllegalStateException("no block of its own: view of block " + view.number());
    }
    return block;
  }

  /** Who sent each transaction of a block. */
  List<Address> senders(Block block) {
    List<Address> senders = new ArrayList<>(block.transactions().size());
    for (Transaction tx : block.transactions()) {
      senders.add(sender(tx, block.header()));
    }
    return senders;
  }

  Address sender(Transaction tx, BlockHeader header) {
    Address sender = engine.senders().recover(tx, engine.spec().forkOf(header));
    if (sender == null) {
      throw new IllegalStateException(
          "transaction without sender in a committed block: " + tx.hash());
    }
    return sender;
  }
}
