package io.weft.execution.chainspec;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a chain starts from: its rules, the fields of its first header that can be chosen, and the
 * accounts that exist before any block.
 *
 * @param number almost always zero
 * @param baseFeePerGas null for the standard one, where the fork has a base fee
 * @param excessBlobGas null for zero, as is {@code blobGasUsed}, where the fork has them
 * @param parentBeaconBlockRoot null for zeros, where the fork has one
 */
public record Genesis(
    ChainSpec spec,
    long number,
    long timestamp,
    long gasLimit,
    long gasUsed,
    U256 difficulty,
    Bytes extraData,
    Hash32 mixHash,
    long nonce,
    Address coinbase,
    Hash32 parentHash,
    @Nullable U256 baseFeePerGas,
    @Nullable Long blobGasUsed,
    @Nullable Long excessBlobGas,
    @Nullable Hash32 parentBeaconBlockRoot,
    SortedMap<Address, GenesisAccount> alloc) {

  /**
   * An account of the first state.
   *
   * @param storage slots that are not zero
   */
  public record GenesisAccount(
      long nonce, U256 balance, Bytes code, SortedMap<U256, U256> storage) {
    public GenesisAccount {
      if (storage.isEmpty()) {
        storage = Collections.emptySortedMap();
      } else {
        TreeMap<U256, U256> copy = new TreeMap<>(storage);
        copy.values().removeIf(U256::isZero);
        storage = Collections.unmodifiableSortedMap(copy);
      }
    }

    /** An account that owns ether and nothing else. */
    public static GenesisAccount ofBalance(U256 balance) {
      return new GenesisAccount(0, balance, Bytes.EMPTY, new TreeMap<>());
    }

    /** A contract as a deployment would have left it. */
    public static GenesisAccount ofCode(Bytes code) {
      return new GenesisAccount(1, U256.ZERO, code, new TreeMap<>());
    }
  }

  public Genesis {
    alloc = Collections.unmodifiableSortedMap(new TreeMap<>(alloc));
  }

  /** A genesis with these rules and accounts, and everything else at its usual value. */
  public static Genesis of(
      ChainSpec spec,
      long timestamp,
      long gasLimit,
      @Nullable U256 baseFeePerGas,
      SortedMap<Address, GenesisAccount> alloc) {
    return new Genesis(
        spec,
        0,
        timestamp,
        gasLimit,
        0,
        U256.ZERO,
        Bytes.EMPTY,
        Hash32.ZERO,
        0,
        Address.ZERO,
        Hash32.ZERO,
        baseFeePerGas,
        null,
        null,
        null,
        alloc);
  }

  /** The same chain start under other rules. */
  public Genesis withSpec(ChainSpec other) {
    return new Genesis(
        other,
        number,
        timestamp,
        gasLimit,
        gasUsed,
        difficulty,
        extraData,
        mixHash,
        nonce,
        coinbase,
        parentHash,
        baseFeePerGas,
        blobGasUsed,
        excessBlobGas,
        parentBeaconBlockRoot,
        alloc);
  }
}
