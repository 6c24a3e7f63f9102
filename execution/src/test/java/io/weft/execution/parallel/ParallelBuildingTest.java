package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.BlockAttributes;
import io.weft.execution.block.BlockBuilder;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.Candidates;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.evm.PreparedCodes;
import io.weft.execution.parallel.ParallelSettings.Eagerness;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.BlockUniverse;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.transaction.RejectionReason;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Rejected;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.LogsBloom;
import io.weft.execution.types.Transaction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A block that is built by several threads is the one that one thread builds, header and all. The
 * candidates are what a pool may hand over: some are invalid, some leave gaps of nonces behind, and
 * often they are more than fit.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class ParallelBuildingTest {
  private static final long SEED = Long.getLong("weft.seed", 20_261_122L);
  private static final int POOLS = Integer.getInteger("weft.pools", 150);
  private static final Fork[] FORKS = {Fork.SHANGHAI, Fork.CANCUN};

  @Test
  void blockBuiltInParallelIsTheOneBuiltInTurn() {
    System.out.println("pools: " + POOLS + " from seed " + SEED);
    Set<RejectionReason> reasons = EnumSet.noneOf(RejectionReason.class);
    boolean wasFull = false;
    for (long seed = SEED; seed < SEED + POOLS; seed++) {
      Fork fork = FORKS[(int) (seed % FORKS.length)];
      int transactions = 10 + (int) (seed % 70);
      TestBlock pool = new BlockUniverse(seed, fork, 4 + (int) (seed % 9), transactions).block();
      Built expected = build(pool, SequentialTransactions.UNWATCHED);
      try (WorkerPool threads = WorkerPool.start(1 + (int) (seed % 4))) {
        for (int window : new int[] {2, 8, 64}) {
          ParallelSettings settings =
              new ParallelSettings(
                  seed,
                  seed % 3 == 0 ? Eagerness.EVERY_TRANSACTION : Eagerness.EVERY_BLOCK,
                  window,
                  seed % 2 == 0,
                  ScheduleHook.NONE,
                  System::nanoTime,
                  report -> {});
          TransactionExecutor executor = ParallelBlockExecutor.forBuilding(threads, settings);
          assertThat(build(pool, executor)).as("seed %d, %s", seed, fork).isEqualTo(expected);
        }
      }
      for (TransactionResult result : expected.results) {
        if (result instanceof Rejected rejected) {
          reasons.add(rejected.reason());
        }
      }
      wasFull |= expected.results.size() < transactions;
    }
    assertThat(wasFull).as("some pool is more than fits").isTrue();
    assertThat(reasons)
        .contains(
            RejectionReason.GAS_ALLOWANCE_EXCEEDED,
            RejectionReason.NONCE_MISMATCH_TOO_HIGH,
            RejectionReason.NONCE_MISMATCH_TOO_LOW,
            RejectionReason.INSUFFICIENT_ACCOUNT_FUNDS);
  }

  private record Built(BlockResult block, List<TransactionResult> results) {}

  private static Built build(TestBlock pool, TransactionExecutor executor) {
    BlockEnvironment environment = pool.environment();
    BlockBuilder builder =
        new BlockBuilder(
            pool.spec(),
            (transaction, fork) -> null,
            new PreparedCodes(),
            parent(pool),
            new BlockAttributes(
                environment.timestampSeconds(),
                environment.coinbase(),
                environment.gasLimit(),
                Hash32.ZERO,
                List.of(),
                Hash32.ZERO,
                0,
                Bytes.EMPTY,
                null));
    List<TransactionResult> results = new ArrayList<>();
    builder.addAll(new Pooled(pool, results, new HashSet<>()), executor);
    BlockResult block = builder.finish();
    assertThat(block).isInstanceOf(ExecutedBlock.class);
    return new Built(block, results);
  }

  /** A parent that leaves the pool's gas limit and base fee to its child. */
  private static ParentBlock parent(TestBlock pool) {
    ParentBlock bare = pool.parent();
    BlockHeader header = bare.header();
    boolean isFree = pool.environment().baseFeePerGas().isZero();
    return new ParentBlock(
        new BlockHeader(
            Hash32.ZERO,
            BlockHeader.EMPTY_OMMERS_HASH,
            header.coinbase(),
            Hash32.ZERO,
            Hash32.ZERO,
            Hash32.ZERO,
            LogsBloom.EMPTY.toBytes(),
            U256.ZERO,
            header.number(),
            header.gasLimit(),
            0,
            header.timestamp(),
            Bytes.EMPTY,
            Hash32.ZERO,
            0,
            isFree ? U256.ZERO : U256.of(8), // an eighth less in the child of an empty block
            Hash32.ZERO,
            0L,
            0L,
            Hash32.ZERO,
            null,
            null,
            null),
        bare.state(),
        bare.hashes(),
        bare.roots(),
        bare.ancestry(),
        null);
  }

  /** Leaves out what comes from a sender of whom something was rejected, as a proposer does. */
  private record Pooled(TestBlock pool, List<TransactionResult> results, Set<Address> leftOut)
      implements Candidates {
    @Override
    public int count() {
      return pool.transactions().size();
    }

    @Override
    public Transaction transaction(int index) {
      return pool.transactions().get(index);
    }

    @Override
    public Address sender(int index) {
      return pool.sender(index);
    }

    @Override
    public boolean isWanted(int index) {
      return !leftOut.contains(sender(index));
    }

    @Override
    public boolean ended(int index, TransactionResult result) {
      results.add(result);
      if (result instanceof Rejected) {
        leftOut.add(sender(index));
      }
      return true;
    }
  }
}
