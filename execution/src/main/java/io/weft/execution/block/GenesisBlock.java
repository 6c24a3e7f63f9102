package io.weft.execution.block;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.trie.Trie;
import io.weft.execution.types.Account;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockBody;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.LogsBloom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The first block of a chain and its state, made from a {@link Genesis}. */
public final class GenesisBlock {
  private GenesisBlock() {}

  /** The first state, as changes of an empty one. */
  public static StateDiff diff(Genesis genesis) {
    return diff(genesis.alloc());
  }

  /** These accounts, as changes of an empty state. */
  public static StateDiff diff(SortedMap<Address, GenesisAccount> alloc) {
    List<StateDiff.AccountDiff> accounts = new ArrayList<>(alloc.size());
    Map<Hash32, Bytes> codes = new HashMap<>();
    for (Map.Entry<Address, GenesisAccount> entry : alloc.entrySet()) {
      GenesisAccount account = entry.getValue();
      List<StateDiff.SlotDiff> slots = new ArrayList<>(account.storage().size());
      for (Map.Entry<U256, U256> slot : account.storage().entrySet()) {
        slots.add(new StateDiff.SlotDiff(slot.getKey(), U256.ZERO, slot.getValue()));
      }
      Hash32 codeHash = Keccak256.hash32(account.code());
      if (!account.code().isEmpty()) {
        codes.put(codeHash, account.code());
      }
      Account after = new Account(account.nonce(), account.balance(), codeHash);
      accounts.add(new StateDiff.AccountDiff(entry.getKey(), null, after, false, slots));
    }
    return new StateDiff(accounts, codes);
  }

  /** The block, whose state has this root. */
  public static Block block(Genesis genesis, Hash32 stateRoot) {
    ChainSpec spec = genesis.spec();
    Fork fork = spec.forkAt(genesis.number(), genesis.timestamp());
    boolean hasBlobs = fork.isAtLeast(Fork.CANCUN);
    boolean isShanghai = fork.isAtLeast(Fork.SHANGHAI);
    BlockHeader header =
        new BlockHeader(
            genesis.parentHash(),
            BlockHeader.EMPTY_OMMERS_HASH,
            genesis.coinbase(),
            stateRoot,
            Trie.EMPTY_ROOT,
            Trie.EMPTY_ROOT,
            LogsBloom.EMPTY.toBytes(),
            genesis.difficulty(),
            genesis.number(),
            genesis.gasLimit(),
            genesis.gasUsed(),
            genesis.timestamp(),
            genesis.extraData(),
            genesis.mixHash(),
            genesis.nonce(),
            fork.isAtLeast(Fork.LONDON) ? baseFee(genesis) : null,
            isShanghai ? Trie.EMPTY_ROOT : null,
            hasBlobs ? orZero(genesis.blobGasUsed()) : null,
            hasBlobs ? orZero(genesis.excessBlobGas()) : null,
            hasBlobs ? beaconRoot(genesis) : null,
            fork.isAtLeast(Fork.PRAGUE) ? Requests.EMPTY_HASH : null,
            fork.isAtLeast(Fork.AMSTERDAM) ? BlockAccessList.EMPTY.hash() : null,
            fork.isAtLeast(Fork.AMSTERDAM) ? (Long) 0L : null);
    return new Block(header, new BlockBody(List.of(), List.of(), isShanghai ? List.of() : null));
  }

  private static U256 baseFee(Genesis genesis) {
    if (genesis.spec().dev().gasFree()) {
      return U256.ZERO;
    }
    U256 baseFee = genesis.baseFeePerGas();
    return baseFee == null ? HeaderRules.INITIAL_BASE_FEE : baseFee;
  }

  private static Hash32 beaconRoot(Genesis genesis) {
    Hash32 root = genesis.parentBeaconBlockRoot();
    return root == null ? Hash32.ZERO : root;
  }

  private static Long orZero(@Nullable Long value) {
    return value == null ? (Long) 0L : value;
  }
}
