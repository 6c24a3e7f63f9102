package io.weft.consensus.single;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.consensus.BlockProposer;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockBody;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.LogsBloom;
import io.weft.execution.types.Transaction;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SingleValidatorTest {
  private static final String FATAL = "disk full";

  private static final Transaction TRANSACTION =
      new LegacyTransaction(
          null, 0, U256.ZERO, 21_000, Address.ZERO, U256.ZERO, Bytes.EMPTY, Signature.NONE);

  private final AtomicInteger pending = new AtomicInteger();
  private final BlockingQueue<Block> sealed = new LinkedBlockingQueue<>();
  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private int number;
  private @Nullable SingleValidator validator;

  @AfterEach
  void stop() {
    if (validator != null) {
      validator.close();
    }
  }

  @Test
  void instantModeSealsWhatWaitsAndNothingElse() throws Exception {
    SingleValidator v = start(new SealingMode.Instant());
    addTransactions(v, 3);
    Block block = nextBlock();
    assertThat(block.header().gasUsed()).isEqualTo(3);
    v.transactionsWaiting();
    int none = v.betweenBlocks(sealed::size);
    assertThat(none).isZero();
  }

  @Test
  void transactionsThatArriveDuringABlockAreNotForgotten() throws Exception {
    SingleValidator v = start(new SealingMode.Instant());
    int total = 0;
    for (int i = 0; i < 200; i++) {
      addTransactions(v, 1);
    }
    while (total < 200) {
      total += (int) nextBlock().header().gasUsed();
    }
    assertThat(total).isEqualTo(200);
  }

  @Test
  void whatAFullBlockLeavesIsSealedWithoutAnotherSignal() throws Exception {
    int room = 2;
    BlockProposer proposer =
        emptyAllowed -> {
          int count = Math.min(room, pending.get());
          pending.addAndGet(-count);
          return count == 0 && !emptyAllowed ? null : block(++number, count);
        };
    SingleValidator v =
        new SingleValidator(
            new SealingMode.Instant(), proposer, sealed::add, failures::add, _ -> false);
    validator = v;
    pending.set(5);
    v.start();
    v.transactionsWaiting();
    assertThat(nextBlock().header().gasUsed()).isEqualTo(2);
    assertThat(nextBlock().header().gasUsed()).isEqualTo(2);
    assertThat(nextBlock().header().gasUsed()).isEqualTo(1);
    int more = v.betweenBlocks(sealed::size);
    assertThat(more).isZero();
  }

  @Test
  void intervalModeSealsEmptyBlocksAndKeepsItsPeriod() throws Exception {
    start(new SealingMode.Interval(Duration.ofMillis(20)));
    long first = nextBlock().number();
    assertThat(nextBlock().number()).isEqualTo(first + 1);
    assertThat(nextBlock().number()).isEqualTo(first + 2);
  }

  @Test
  void manualModeSealsOnlyWhenAsked() throws Exception {
    SingleValidator v = start(new SealingMode.Manual());
    addTransactions(v, 2);
    assertThat(v.betweenBlocks(sealed::isEmpty)).isTrue();
    Block block = v.betweenBlocks(v::sealNow);
    assertThat(block.header().gasUsed()).isEqualTo(2);
  }

  @Test
  void mixedModeSealsOnTransactionsAndOnTime() throws Exception {
    SingleValidator v = start(new SealingMode.Mixed(Duration.ofMillis(50)));
    assertThat(nextBlock().header().gasUsed()).isZero();
    addTransactions(v, 1);
    long included = 0;
    while (included == 0) {
      included = nextBlock().header().gasUsed();
    }
    assertThat(included).isEqualTo(1);
  }

  @Test
  void modeTellsTheTruthAfterAChange() throws Exception {
    SingleValidator v = start(new SealingMode.Manual());
    addTransactions(v, 1);
    v.changeMode(new SealingMode.Instant());
    assertThat(v.mode()).isEqualTo(new SealingMode.Instant());
    assertThat(nextBlock().header().gasUsed()).isEqualTo(1);
  }

  @Test
  void aFailingProposerStopsTheDriverAndIsReported() throws Exception {
    validator =
        new SingleValidator(
            new SealingMode.Instant(),
            emptyAllowed -> {
              throw new IllegalStateException("disk on fire");
            },
            sealed::add,
            failures::add,
            e -> false);
    validator.start();
    validator.transactionsWaiting();
    assertThat(failures.poll(10, TimeUnit.SECONDS)).hasMessage("disk on fire");
    SingleValidator v = validator;
    assertThatThrownBy(() -> v.betweenBlocks(() -> 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFailingActionIsItsCallersUnlessItIsFatal() throws Exception {
    SingleValidator v = start(new SealingMode.Manual());
    assertThatThrownBy(() -> v.betweenBlocks(failing("no such account")))
        .hasMessage("no such account");
    assertThat(v.betweenBlocks(() -> 1)).isEqualTo(1);
    assertThatThrownBy(() -> v.betweenBlocks(failing(FATAL))).hasMessage(FATAL);
    assertThat(failures.poll(10, TimeUnit.SECONDS)).hasMessage(FATAL);
    assertThatThrownBy(() -> v.betweenBlocks(() -> 1)).isInstanceOf(IllegalStateException.class);
  }

  private static Callable<Integer> failing(String message) {
    return () -> {
      throw new IllegalArgumentException(message);
    };
  }

  @Test
  void aClosedDriverRefusesActions() {
    SingleValidator v = start(new SealingMode.Instant());
    v.close();
    assertThatThrownBy(() -> v.betweenBlocks(() -> 1)).hasMessageContaining("stopped");
  }

  private SingleValidator start(SealingMode mode) {
    BlockProposer proposer =
        emptyAllowed -> {
          int count = pending.getAndSet(0);
          return count == 0 && !emptyAllowed ? null : block(++number, count);
        };
    SingleValidator started =
        new SingleValidator(
            mode, proposer, sealed::add, failures::add, e -> FATAL.equals(e.getMessage()));
    validator = started;
    started.start();
    return started;
  }

  private void addTransactions(SingleValidator v, int count) {
    pending.addAndGet(count);
    v.transactionsWaiting();
  }

  private Block nextBlock() throws InterruptedException {
    Block block = sealed.poll(10, TimeUnit.SECONDS);
    assertThat(block).isNotNull();
    return block;
  }

  // The number of transactions stands in gasUsed; nobody executes these blocks.
  private static Block block(int number, int transactions) {
    BlockHeader header =
        new BlockHeader(
            Hash32.ZERO,
            BlockHeader.EMPTY_OMMERS_HASH,
            Address.ZERO,
            Hash32.ZERO,
            Hash32.ZERO,
            Hash32.ZERO,
            LogsBloom.EMPTY.toBytes(),
            U256.ZERO,
            number,
            30_000_000,
            transactions,
            number,
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
    List<Transaction> body = Collections.nCopies(transactions, TRANSACTION);
    return new Block(header, new BlockBody(body, List.of(), null));
  }
}
