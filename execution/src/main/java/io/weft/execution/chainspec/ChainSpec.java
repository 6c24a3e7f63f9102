package io.weft.execution.chainspec;

import io.weft.execution.primitives.U256;
import io.weft.execution.types.BlockHeader;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one chain.
 *
 * @param hasDaoFork whether the fork of 2016 moves the DAO's ether when it starts
 * @param terminalTotalDifficulty where proof of work ends; null where the schedule alone says so
 * @param requestContracts where requests to the consensus layer come from
 */
public record ChainSpec(
    long chainId,
    ForkSchedule forks,
    BlobSchedule blobs,
    boolean hasDaoFork,
    @Nullable U256 terminalTotalDifficulty,
    RequestContracts requestContracts,
    DevRules dev) {

  /** A chain with these forks and mainnet's values for everything else. */
  public static ChainSpec of(long chainId, ForkSchedule forks) {
    return new ChainSpec(
        chainId,
        forks,
        BlobSchedule.standard(forks),
        forks.has(Fork.DAO_FORK),
        null,
        RequestContracts.MAINNET,
        DevRules.NONE);
  }

  public ChainSpec withBlobs(BlobSchedule other) {
    return new ChainSpec(
        chainId, forks, other, hasDaoFork, terminalTotalDifficulty, requestContracts, dev);
  }

  public ChainSpec withTerminalTotalDifficulty(U256 difficulty) {
    return new ChainSpec(chainId, forks, blobs, hasDaoFork, difficulty, requestContracts, dev);
  }

  public ChainSpec withRequestContracts(RequestContracts contracts) {
    return new ChainSpec(
        chainId, forks, blobs, hasDaoFork, terminalTotalDifficulty, contracts, dev);
  }

  public ChainSpec withDev(DevRules rules) {
    return new ChainSpec(
        chainId, forks, blobs, hasDaoFork, terminalTotalDifficulty, requestContracts, rules);
  }

  /** The fork at this block, as far as numbers and timestamps tell. */
  public Fork forkAt(long number, long timestampSeconds) {
    return forks.forkAt(number, timestampSeconds);
  }

  /**
   * The fork whose rules this header claims. Where Paris starts at a total difficulty, the first
   * block without difficulty says that it was reached; whether that is true, validation decides.
   */
  public Fork forkOf(BlockHeader header) {
    Fork scheduled = forks.forkAt(header.number(), header.timestamp());
    boolean isLastOfWork = terminalTotalDifficulty != null && !scheduled.isAtLeast(Fork.PARIS);
    return isLastOfWork && header.number() > 0 && header.difficulty().isZero()
        ? Fork.PARIS
        : scheduled;
  }

  /** The blob parameters at this time, or null before blobs. */
  public @Nullable BlobParameters blobParametersAt(long timestampSeconds) {
    return blobs.at(timestampSeconds);
  }
}
