package io.weft.execution.evm;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.Limbs;
import java.util.List;

/**
 * What code can ask about the transaction it runs in. Only the machine looks here, and only while
 * it executes, so whoever executes many transactions has one of these and turns it to each.
 */
public final class TransactionEnvironment {
  private Address origin;
  private List<Hash32> blobVersionedHashes;
  private final long[] gasPrice = new long[4];

  /**
   * That of a call for which nobody pays.
   *
   * @param origin the sender
   */
  public TransactionEnvironment(Address origin) {
    this(origin, U256.ZERO, List.of());
  }

  /**
   * That of a transaction.
   *
   * @param origin the sender
   * @param gasPrice the effective price in wei
   * @param blobVersionedHashes for BLOBHASH; empty where the transaction carries no blobs
   */
  public TransactionEnvironment(Address origin, U256 gasPrice, List<Hash32> blobVersionedHashes) {
    this.origin = origin;
    this.blobVersionedHashes = blobVersionedHashes;
    Limbs.put(gasPrice, this.gasPrice, 0);
  }

  /**
   * Turns to another transaction.
   *
   * @param price four limbs, least significant first, which are copied
   */
  public void become(Address sender, long[] price, List<Hash32> hashes) {
    origin = sender;
    blobVersionedHashes = hashes;
    System.arraycopy(price, 0, gasPrice, 0, 4);
  }

  Address origin() {
    return origin;
  }

  List<Hash32> blobVersionedHashes() {
    return blobVersionedHashes;
  }

  void pushGasPrice(Frame frame) {
    frame.push(gasPrice[3], gasPrice[2], gasPrice[1], gasPrice[0]);
  }
}
