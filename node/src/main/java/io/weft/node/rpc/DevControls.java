package io.weft.node.rpc;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.BlobSidecar;
import io.weft.execution.types.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * What only a development chain allows: to make blocks at will, to move its clock, to change its
 * state by hand and to send as anybody.
 *
 * <p>Callable from any thread. A method returns once what it asked for holds: after {@link #mine}
 * the blocks are committed, after {@link #setBalance} a call at the latest block sees the balance.
 * A value that cannot be obeyed is refused with {@link IllegalArgumentException}, whose message
 * goes to the client.
 */
public interface DevControls {

  /** When blocks are made. */
  enum MiningMode {
    /** As soon as a transaction waits. */
    INSTANT,
    /** At a fixed interval. */
    INTERVAL,
    /** At a fixed interval, and as soon as a transaction waits. */
    MIXED,
    /** Only when asked. */
    MANUAL
  }

  MiningMode miningMode();

  /** Seconds between blocks in the modes with an interval, 0 in the others. */
  long miningIntervalSeconds();

  /** Turns making a block for every waiting transaction on or off, keeping an interval if set. */
  void setAutomine(boolean isOn);

  /** Makes blocks at an interval, or no longer so where it is 0. */
  void setMiningInterval(long seconds);

  /**
   * Makes {@code count} blocks, the first with what waits in the pool.
   *
   * @param intervalSeconds between the timestamps of consecutive blocks; 0 leaves them to the clock
   */
  void mine(long count, long intervalSeconds);

  /** Remembers chain and state as they are; the result is for {@link #revert}. */
  long snapshot();

  /** Goes back to a snapshot, which it uses up with all later ones; false where there is none. */
  boolean revert(long snapshot);

  /** Moves the clock forward and returns by how many seconds it is ahead of real time. */
  long increaseTime(long seconds);

  /** Sets the clock and returns by how many seconds it is ahead of real time. */
  long setTime(long timestampSeconds);

  void setNextBlockTimestamp(long timestampSeconds);

  /** The timestamp of a block that would be made now. */
  long nextTimestamp(long parentTimestampSeconds);

  /** Gives every block the timestamp of its parent plus {@code seconds}. */
  void setBlockTimestampInterval(long seconds);

  /** Undoes {@link #setBlockTimestampInterval}; false where none was set. */
  boolean removeBlockTimestampInterval();

  void setBalance(Address address, U256 balanceWei);

  void setNonce(Address address, long nonce);

  void setCode(Address address, Bytes code);

  void setStorageAt(Address address, U256 slot, U256 value);

  /** Sets the fee recipient of the blocks to come. */
  void setCoinbase(Address address);

  void setNextBlockBaseFeePerGas(U256 baseFeePerGas);

  /** Sets the RANDAO value of the next block. */
  void setNextPrevRandao(Hash32 prevRandao);

  /** Sets the gas price below which the pool takes no transaction. */
  void setMinGasPrice(U256 gasPrice);

  void setBlockGasLimit(long gasLimit);

  /** Lets {@code address} send without a signature. */
  void impersonate(Address address);

  void stopImpersonating(Address address);

  /** Lets every address send without a signature, or ends that. */
  void setAutoImpersonate(boolean isOn);

  boolean isImpersonated(Address address);

  /**
   * Submits a transaction that {@code sender} did not sign and returns its hash.
   *
   * @throws RpcException with the pool's reason where it is refused
   */
  Hash32 sendImpersonated(Address sender, Transaction unsigned, @Nullable BlobSidecar sidecar);

  /** Takes a transaction out of the pool; false where it does not wait there. */
  boolean dropTransaction(Hash32 hash);

  void dropAllTransactions();

  /** Goes back to genesis and forgets clock settings, snapshots and waiting transactions. */
  void reset();

  /** The state of the latest block as one blob for {@link #loadState}. */
  Bytes dumpState();

  /** Adds the accounts of a dump to the state. */
  void loadState(Bytes dump);
}
