package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.Candidates;
import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.ExecutionReport.DependencySummary;
import io.weft.execution.block.ExecutionReport.Mode;
import io.weft.execution.block.ExecutionReport.Span;
import io.weft.execution.block.Spans;
import io.weft.execution.crypto.Signature;
import io.weft.execution.parallel.ModePicker.Choice;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

class ModePickerTest {
  private static final int COUNT = 100;
  private static final long SHORT = 1_000;
  private static final long LONG = 50_000;
  private static final Condition<Mode> IN_TURN =
      new Condition<>(mode -> mode == Mode.SEQUENTIAL, "in turn");
  private static final Listed SWAPS = calls(0x5A, 200_000);
  private static final Listed TOKENS = calls(0x70, 200_000);
  private static final Listed PAYMENTS = new Listed(payment(0xB0B));

  private final ModePicker picker =
      new ModePicker(ParallelSettings.standard(1, System::nanoTime, report -> {}), false);

  @Test
  void paymentsAreLeftToOneThread() {
    assertThat(pick(PAYMENTS, false).mode()).isEqualTo(Mode.SEQUENTIAL);
  }

  @Test
  void unknownCallsAreGivenTheBenefitOfTheirGasLimits() {
    assertThat(pick(SWAPS, false).mode()).isEqualTo(Mode.OPTIMISTIC);
  }

  @Test
  void accessListIsUsedWhereThereIsEnoughWork() {
    assertThat(pick(SWAPS, true).mode()).isEqualTo(Mode.LIST_DRIVEN);
    assertThat(pick(PAYMENTS, true).mode()).isEqualTo(Mode.SEQUENTIAL);
  }

  @Test
  void listIsFollowedEvenForPaymentsSinceOneThreadWouldHaveToMakeIt() {
    Listed many = new Listed(Collections.nCopies(10 * COUNT, payment(0xB0B)));
    assertThat(pick(many, true).mode()).isEqualTo(Mode.LIST_DRIVEN);
    assertThat(pick(many, false).mode()).isEqualTo(Mode.SEQUENTIAL);
  }

  @Test
  void callsThatProveShortAreLeftToOneThreadFromThenOn() {
    pick(TOKENS, false);
    picker.learn(TOKENS, parallel(SHORT, 0));
    for (int i = 0; i < 24; i++) { // and trials
      pick(TOKENS, false);
      picker.learn(TOKENS, sequential(SHORT));
    }
    assertThat(pick(TOKENS, false))
        .isEqualTo(new Choice(Mode.SEQUENTIAL, "too little work to share"));
    assertThat(pick(SWAPS, false).mode()).isEqualTo(Mode.OPTIMISTIC);
  }

  @Test
  void callsThatProveLongInTurnAreSharedFromThenOn() {
    for (int i = 0; i < 20; i++) {
      pick(PAYMENTS, false);
      picker.learn(PAYMENTS, sequential(LONG));
    }
    assertThat(pick(PAYMENTS, false).mode()).isEqualTo(Mode.OPTIMISTIC);
  }

  @Test
  void ofLargeBlocksASampleIsLearntFrom() {
    Listed large = new Listed(Collections.nCopies(40 * COUNT, call(0x5A, 200_000)));
    for (int i = 0; i < 8; i++) {
      assertThat(pick(large, false).mode()).isEqualTo(Mode.OPTIMISTIC);
      picker.learn(large, parallel(large.count(), LONG, 0));
    }
    for (int i = 0; i < 8; i++) {
      pick(large, false);
      picker.learn(large, parallel(large.count(), LONG, large.count()));
    }
    assertThat(pick(large, false).reason()).contains("conflicts");
  }

  @Test
  void callsThatAreMostlyInVainAreLeftToOneThread() {
    learnConflicts();
    Choice choice = pick(SWAPS, false);
    assertThat(choice.mode()).isEqualTo(Mode.SEQUENTIAL);
    assertThat(choice.reason()).contains("conflicts");
  }

  @Test
  void callsThatNameTheSameAreChainedWhereTheyWereInVain() {
    List<Transaction> swaps = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      swaps.add(swap(i % 4));
    }
    Listed block = new Listed(swaps);
    assertThat(pick(block, false).order().chains()).isEmpty();
    picker.learn(block, parallel(LONG, COUNT));
    Choice choice = pick(block, false);
    assertThat(choice.mode()).isEqualTo(Mode.OPTIMISTIC);
    assertThat(choice.order().chains()).hasSize(4);
    assertThat(choice.order().chains().getFirst()).startsWith(0, 4, 8).hasSize(COUNT / 4);
    assertThat(pick(block, true).order().chains()).isEmpty();
  }

  @Test
  void chainsStayWhileTheyHold() {
    List<Transaction> swaps = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      swaps.add(swap(i % 2));
    }
    Listed block = new Listed(swaps);
    pick(block, false);
    picker.learn(block, parallel(LONG, COUNT));
    for (int i = 0; i < 20; i++) {
      assertThat(pick(block, false).order().chains()).hasSize(2);
      picker.learn(block, parallel(LONG, 0));
    }
  }

  @Test
  void whatIsInAChainHasNoHeadStart() {
    List<Transaction> swaps = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      swaps.add(swap(i % 2));
    }
    Listed block = new Listed(swaps);
    pick(block, false);
    picker.learn(block, parallel(8, 1_000_000, 0));
    assertThat(pick(block, false).order().headStarts()).isNotEmpty();
    picker.learn(block, parallel(8, 1_000_000, 8));
    Choice choice = pick(block, false);
    assertThat(choice.order().chains()).hasSize(2);
    assertThat(choice.order().headStarts()).isEmpty();
  }

  @Test
  void shortCallsAreNotChained() {
    pick(TOKENS, false);
    picker.learn(TOKENS, parallel(SHORT, COUNT));
    assertThat(pick(TOKENS, false).order().chains()).isEmpty();
  }

  @Test
  void conflictsDoNotMatterWithAnAccessList() {
    learnConflicts();
    assertThat(pick(SWAPS, true).mode()).isEqualTo(Mode.LIST_DRIVEN);
  }

  @Test
  void whatWasInVainIsTriedAgainSomeTime() {
    learnConflicts();
    int blocks = 0;
    while (pick(SWAPS, false).mode() == Mode.SEQUENTIAL) {
      picker.learn(SWAPS, sequential(LONG));
      assertThat(++blocks).isLessThan(200);
    }
    assertThat(blocks).isGreaterThan(5);
  }

  @Test
  void oneLongTransactionAmongShortOnesIsNotWorthIt() {
    List<Transaction> mixed = new ArrayList<>(PAYMENTS.count());
    for (int i = 0; i < 10; i++) {
      mixed.add(i == 4 ? call(0x5A, 200_000) : payment(0xB0B));
    }
    assertThat(pick(new Listed(mixed), false).mode()).isEqualTo(Mode.SEQUENTIAL);
  }

  @Test
  void whatOnlyTakesLongerAheadOfItsTurnIsLeftToOneThread() {
    List<Mode> picked = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Mode mode = pick(TOKENS, false).mode();
      picker.learn(TOKENS, mode == Mode.SEQUENTIAL ? sequential(10_000) : slower(10_000));
      picked.add(mode);
    }
    assertThat(picked.getFirst()).isEqualTo(Mode.OPTIMISTIC);
    assertThat(picked.subList(1, 100).stream().filter(Mode.OPTIMISTIC::equals))
        .as("trials, twelve in a row")
        .hasSizeLessThan(48);
    assertThat(picked.subList(100, 2_000).stream().filter(Mode.OPTIMISTIC::equals))
        .as("trials, three in a row")
        .hasSizeLessThan(16);
  }

  @Test
  void whatIsSlowOnlyAfterBlocksOfOneThreadIsPickedInTheEnd() {
    List<Mode> picked = new ArrayList<>();
    boolean wasShared = false;
    for (int i = 0; i < 200; i++) {
      boolean isShared = pick(TOKENS, false).mode() == Mode.OPTIMISTIC;
      boolean isWarm = i > 50 && wasShared;
      picker.learn(
          TOKENS, !isShared ? sequential(10_000) : isWarm ? parallel(10_000, 0) : slower(10_000));
      picked.add(isShared ? Mode.OPTIMISTIC : Mode.SEQUENTIAL);
      wasShared = isShared;
    }
    assertThat(picked.get(50)).isEqualTo(Mode.SEQUENTIAL);
    assertThat(picked.subList(150, 200)).as("but for a trial").areAtMost(6, IN_TURN);
  }

  @Test
  void slowStartIsForgotten() {
    for (int i = 0; i < 6; i++) {
      pick(PAYMENTS, false);
      picker.learn(PAYMENTS, sequential(400_000));
    }
    List<Mode> picked = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      Mode mode = pick(PAYMENTS, false).mode();
      picker.learn(PAYMENTS, mode == Mode.SEQUENTIAL ? sequential(SHORT) : slower(SHORT));
      picked.add(mode);
    }
    assertThat(picked.subList(60, 80)).as("but for a trial").areAtLeast(17, IN_TURN);
  }

  @Test
  void whatSeveralThreadsDoFasterAfterAllIsFoundOut() {
    List<Mode> picked = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Mode mode = pick(TOKENS, false).mode();
      boolean isCold = i < 30;
      picker.learn(
          TOKENS,
          mode == Mode.SEQUENTIAL
              ? sequential(10_000)
              : isCold ? slower(10_000) : parallel(10_000, 0));
      picked.add(mode);
    }
    assertThat(picked.subList(20, 30)).contains(Mode.SEQUENTIAL);
    assertThat(picked.subList(60, 400)).doesNotContain(Mode.SEQUENTIAL);
  }

  @Test
  void smallGainIsKeptButNotBegunWith() {
    assertThat(inTurnOfLast(930_000)).as("1.07 of one thread, kept").isLessThan(5);
    assertThat(inTurnOfLast(990_000)).as("1.01, given up").isGreaterThan(40);
    assertThat(inTurnOfLast(930_000)).as("1.07, tried but not begun with").isGreaterThan(35);
  }

  /** Of the last 50 of 100 blocks that take one thread 1 ms and several so long. */
  private long inTurnOfLast(long wallNanos) {
    List<Mode> picked = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Mode mode = pick(TOKENS, false).mode();
      picker.learn(
          TOKENS,
          mode == Mode.SEQUENTIAL ? sequential(10_000) : parallel(COUNT, 10_000, 0, wallNanos));
      picked.add(mode);
    }
    return picked.subList(50, 100).stream().filter(Mode.SEQUENTIAL::equals).count();
  }

  @Test
  void whatIsSlowerOnSeveralThreadsIsTriedLessAndLess() {
    List<Integer> tried = new ArrayList<>();
    Mode last = Mode.SEQUENTIAL;
    for (int i = 0; i < 4_000; i++) {
      Mode mode = pick(TOKENS, false).mode();
      if (mode != Mode.SEQUENTIAL && last == Mode.SEQUENTIAL) {
        tried.add(i);
      }
      last = mode;
      picker.learn(TOKENS, mode == Mode.SEQUENTIAL ? sequential(10_000) : slower(10_000));
    }
    assertThat(tried.getLast() - tried.get(tried.size() - 2)).isGreaterThan(1_000);
    assertThat(tried.stream().filter(block -> block > 100)).hasSizeLessThan(8);
  }

  @Test
  void blockOfPaymentsIsKnownByItsGas() {
    Listed others = calls(0x70, 21_500);
    assertThat(pick(others.using(COUNT * 21_000L), false).mode()).isEqualTo(Mode.SEQUENTIAL);
    for (int i = 0; i < 20; i++) {
      pick(PAYMENTS.using(COUNT * 21_000L), false);
      picker.learn(PAYMENTS, sequential(LONG));
    }
    assertThat(pick(PAYMENTS.using(COUNT * 21_000L), false).mode()).isEqualTo(Mode.OPTIMISTIC);
    assertThat(pick(PAYMENTS.using(COUNT * 42_000L), false).mode())
        .as("a block of others, whose payments are known by themselves")
        .isEqualTo(Mode.SEQUENTIAL);
  }

  /** Between two workers a payment takes 2.2 times as long, and the block 1.2 times. */
  @Test
  void paymentsAreNotTakenForLongSinceTheyTakeLongerAtTheFrontier() {
    int count = 10 * COUNT;
    Listed payments = new Listed(Collections.nCopies(count, payment(0xB0B))).using(count * 21_000L);
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spans.add(new Span(i % 2, i, Span.Kind.FRONTIER, 0, 11 * SHORT / 5));
    }
    ExecutionReport shared = parallel(count, spans, 0, count * SHORT * 6 / 5);
    int timesShared = 0;
    for (int i = 0; i < 200; i++) {
      boolean isShared = pick(payments, false).mode() == Mode.OPTIMISTIC;
      picker.learn(payments, isShared ? shared : sequential(count, SHORT));
      timesShared += isShared ? 1 : 0;
    }
    assertThat(timesShared).isLessThanOrEqualTo(3 * 12 + 3);
  }

  /** The header says what a block used before anybody knows, and a wrong one may say anything. */
  @Test
  void whatPaymentsWereSaidToTakeIsFoundOutAgain() {
    int count = 14 * COUNT;
    Listed payments = new Listed(Collections.nCopies(count, payment(0xB0B))).using(count * 21_000L);
    for (int i = 0; i < 5; i++) {
      pick(payments, false);
      picker.learn(payments, sequential(count, 5_000L));
    }
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spans.add(new Span(i % 2, i, Span.Kind.FRONTIER, 0, 1_500));
    }
    ExecutionReport shared = parallel(count, spans, 0, count * 1_120L);
    List<Mode> picked = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Mode mode = pick(payments, false).mode();
      picker.learn(payments, mode == Mode.OPTIMISTIC ? shared : sequential(count, 680L));
      picked.add(mode);
    }
    assertThat(picked.subList(100, 200)).as("but for trials").areAtLeast(80, IN_TURN);
  }

  /** Each names a function that nobody has called before, and all write to one place. */
  @Test
  void callsNobodyKnewAreTakenForWhatSuchCallsWere() {
    int selector = 0;
    List<Mode> picked = new ArrayList<>();
    for (int block = 0; block < 40; block++) {
      List<Transaction> calls = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        int fresh = ++selector;
        calls.add(
            transaction(0xBAD, 300_000, Bytes.of(9, fresh >>> 16, fresh >>> 8 & 255, fresh & 255)));
      }
      Listed unknown = new Listed(calls);
      Mode mode = pick(unknown, false).mode();
      picker.learn(
          unknown, mode == Mode.SEQUENTIAL ? sequential(3 * SHORT) : parallel(3 * SHORT, COUNT));
      picked.add(mode);
    }
    assertThat(picked).as("but for trials").areAtLeast(24, IN_TURN);
  }

  @Test
  void manyWorkersDoNotHideThatSharingIsSlower() {
    int workers = 16;
    Listed block = new Listed(Collections.nCopies(COUNT, call(0x5A, 200_000)));
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      spans.add(new Span(i % workers, i, Span.Kind.FRONTIER, 0, 10 * SHORT));
    }
    ExecutionReport slower = parallel(workers, COUNT, spans, 0, COUNT * 15 * SHORT);
    Mode last = Mode.OPTIMISTIC;
    for (int i = 0; i < 100; i++) {
      last = picker.pick(block, workers, false).mode();
      picker.learn(block, last == Mode.SEQUENTIAL ? sequential(10 * SHORT) : slower);
    }
    assertThat(last).isEqualTo(Mode.SEQUENTIAL);
  }

  @Test
  void whatWasDoneTwiceAheadOfItsTurnWasInVainOnce() {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      spans.add(new Span(0, i, Span.Kind.SPECULATION, 0, LONG));
      spans.add(new Span(1, i, Span.Kind.SPECULATION, LONG, 2 * LONG));
    }
    for (int i = 0; i < 8; i++) {
      pick(SWAPS, false);
      picker.learn(SWAPS, parallel(COUNT, spans, COUNT, COUNT * LONG));
    }
    assertThat(pick(SWAPS, false).reason()).contains("conflicts");
  }

  /** In a chain few are begun ahead of their turn: the window closes after those in vain. */
  @Test
  void whatWasInItsTurnSaysNothingOfConflicts() {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      boolean isAhead = i < COUNT / 16;
      spans.add(new Span(i % 2, i, isAhead ? Span.Kind.SPECULATION : Span.Kind.FRONTIER, 0, LONG));
      if (isAhead) {
        spans.add(new Span(0, i, Span.Kind.REPEAT, LONG, 2 * LONG));
      }
    }
    ExecutionReport chain = chain(spans, COUNT / 16, COUNT * LONG * 5 / 4);
    List<Mode> picked = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Mode mode = pick(SWAPS, false).mode();
      picker.learn(SWAPS, mode == Mode.SEQUENTIAL ? sequential(LONG) : chain);
      picked.add(mode);
    }
    assertThat(picked.subList(100, 400)).areAtLeast(290, IN_TURN);
  }

  @Test
  void ofLargeBlocksASampleIsForgiven() {
    Listed large = new Listed(Collections.nCopies(20 * COUNT, call(0x5A, 200_000)));
    for (int i = 0; i < 16; i++) {
      pick(large, false);
      picker.learn(large, parallel(large.count(), LONG, large.count()));
    }
    int blocks = 0;
    while (pick(large, false).reason().contains("conflicts")) {
      picker.learn(large, sequential(large.count(), LONG));
      assertThat(++blocks).isLessThan(300);
    }
  }

  /** One thread, too, makes the list that is compared. */
  @Test
  void makingTheListIsNotCountedTwice() {
    Listed payments = new Listed(Collections.nCopies(COUNT * 3 / 2, payment(0xB0B)));
    for (int i = 0; i < 6; i++) {
      assertThat(pick(payments, true).mode()).isEqualTo(Mode.SEQUENTIAL);
      picker.learn(payments, sequential(payments.count(), 1_500L));
    }
  }

  /** Among other calls, whose code and data take the caches, payments take longer. */
  @Test
  void paymentsAmongOthersSayNothingOfBlocksOfPayments() {
    List<Transaction> among = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      among.add(i % 2 == 0 ? payment(0xB0B) : call(0x5A, 200_000));
    }
    Listed mixed = new Listed(among);
    Listed payments = PAYMENTS.using(COUNT * 21_000L);
    List<Mode> picked = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      pick(mixed, false);
      picker.learn(mixed, parallel(20 * SHORT, 0));
      Mode mode = pick(payments, false).mode();
      picker.learn(payments, mode == Mode.SEQUENTIAL ? sequential(SHORT) : slower(SHORT));
      picked.add(mode);
    }
    assertThat(picked).as("but for trials").areAtLeast(160, IN_TURN);
  }

  @Test
  void neverInTurnIsNeverInTurn() {
    ModePicker never =
        new ModePicker(ParallelSettings.neverInTurn(1, System::nanoTime, report -> {}), false);
    assertThat(never.pick(PAYMENTS, 2, false)).isEqualTo(new Choice(Mode.OPTIMISTIC, "asked for"));
  }

  @Test
  void whatTheBlockWouldWaitForIsBegunFirst() {
    List<Transaction> mixed = new ArrayList<>(SWAPS.transactions());
    mixed.set(COUNT - 1, call(0x1F, 30_000_000));
    mixed.set(3, call(0x1F, 1_500_000));
    assertThat(pick(new Listed(mixed), false).order().headStarts()).containsExactly(COUNT - 1);
    assertThat(pick(new Listed(mixed), true).order().headStarts()).containsExactly(COUNT - 1);
    assertThat(pick(SWAPS, false).order().headStarts()).isEmpty();
  }

  /** Of so many only a sample is looked at, but of those at the end all that may take long. */
  @Test
  void whatTheBlockWouldWaitForIsFoundAmongMany() {
    Listed slow = calls(0x3F, 450_000);
    for (int i = 0; i < 8; i++) {
      pick(slow, false);
      picker.learn(slow, parallel(10 * LONG, 0));
    }
    List<Transaction> many = new ArrayList<>(Collections.nCopies(10 * COUNT, payment(0xB0B)));
    many.set(501, call(0x3F, 450_000));
    many.set(998, call(0x3F, 450_000));
    Listed block = new Listed(many).using(10 * COUNT * 30_000L);
    assertThat(pick(block, true).order().headStarts()).containsExactly(998);
  }

  /** 992 and 996 are of the sample, but stand for nothing beside themselves. */
  @Test
  void longOnesAmongManyHideNoOthers() {
    Listed slow = calls(0x3F, 450_000);
    Listed slower = calls(0x4F, 450_000);
    for (int i = 0; i < 8; i++) {
      pick(slow, false);
      picker.learn(slow, parallel(10 * LONG, 0));
      pick(slower, false);
      picker.learn(slower, parallel(14 * LONG, 0));
    }
    List<Transaction> many = new ArrayList<>(Collections.nCopies(10 * COUNT, payment(0xB0B)));
    many.set(992, call(0x4F, 450_000));
    many.set(996, call(0x3F, 450_000));
    Listed block = new Listed(many).using(10 * COUNT * 30_000L);
    assertThat(pick(block, true).order().headStarts()).containsExactly(992, 996);
  }

  @Test
  void longestIsBegunFirst() {
    List<Transaction> mixed = new ArrayList<>(SWAPS.transactions());
    for (int i = 80; i < COUNT; i++) {
      mixed.set(i, call(0x1000 + i, 20_000_000 + i * 100_000));
    }
    assertThat(pick(new Listed(mixed), false).order().headStarts())
        .containsExactly(99, 98, 97, 96, 95, 94, 93, 92);
  }

  @Test
  void whatIsMostlyInVainGetsNoHeadStart() {
    List<Transaction> mixed = new ArrayList<>(TOKENS.transactions());
    mixed.set(50, call(0x5A, 20_000_000));
    assertThat(pick(new Listed(mixed), false).order().headStarts()).containsExactly(50);
    for (int i = 0; i < 8; i++) {
      pick(SWAPS, false);
      picker.learn(SWAPS, parallel(100 * LONG, COUNT * 9 / 10));
    }
    assertThat(pick(new Listed(mixed), false).order().headStarts()).isEmpty();
    assertThat(pick(new Listed(mixed), true).order().headStarts()).containsExactly(50);
  }

  @Test
  void waitingIsNoOverhead() {
    for (int i = 0; i < 20; i++) {
      pick(SWAPS, false);
      picker.learn(SWAPS, waiting(LONG));
    }
    assertThat(pick(SWAPS, false).mode()).isEqualTo(Mode.OPTIMISTIC);
  }

  @Test
  void oneWorkerHasNoChoice() {
    assertThat(picker.pick(SWAPS, 1, true)).isEqualTo(new Choice(Mode.SEQUENTIAL, "one worker"));
  }

  /** As where each sender has a wallet with code of its own, and sharing so few is slower. */
  @Test
  void errorsOfCallsNobodyKnewDoNotAddUp() {
    int wallet = 0x100000;
    for (int block = 0; block < 3_000; block++) {
      List<Transaction> calls = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        calls.add(call(wallet++, 100_000));
      }
      Listed fresh = new Listed(calls);
      Mode mode = pick(fresh, false).mode();
      picker.learn(
          fresh,
          mode == Mode.SEQUENTIAL ? sequential(5, 45_000) : parallel(5, 50_000, 0, 5 * 60_000));
    }
    int timesShared = 0;
    for (int i = 0; i < 100; i++) {
      Mode mode = pick(SWAPS, false).mode();
      picker.learn(SWAPS, mode == Mode.SEQUENTIAL ? sequential(LONG) : parallel(LONG, 0));
      timesShared += mode == Mode.OPTIMISTIC ? 1 : 0;
    }
    assertThat(timesShared).isGreaterThan(90);
  }

  @Test
  void blockThatEndsEarlySaysNothingOfWhatItDidNotReach() {
    int count = 50 * COUNT;
    Listed payments = new Listed(Collections.nCopies(count, payment(0xB0B))).using(count * 21_000L);
    for (int i = 0; i < 20; i++) {
      pick(payments, false);
      picker.learn(payments, sequential(count, LONG));
    }
    assertThat(pick(payments, false).mode()).isEqualTo(Mode.OPTIMISTIC);
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      spans.add(new Span(i % 2, i, Span.Kind.FRONTIER, 0, LONG));
    }
    picker.learn(payments, parallel(2, count, spans, 0, 17 * LONG / 2));
    assertThat(pick(payments, false).mode()).isEqualTo(Mode.OPTIMISTIC);
  }

  /** Who builds blocks is given more than fits. */
  @Test
  void whatOneThreadDidNotReachCostsWhatItDid() {
    Listed many = new Listed(Collections.nCopies(10 * COUNT, call(0x5A, 200_000)));
    for (int i = 0; i < 20; i++) {
      pick(many, false);
      long nanos = COUNT * 10 * SHORT;
      picker.learn(many, ExecutionReport.sequential(1, 10 * COUNT, COUNT, "", 0, nanos));
    }
    assertThat(pick(SWAPS, false).mode()).isEqualTo(Mode.OPTIMISTIC);
  }

  /** There a transaction waits for no other, so that nothing is heard of conflicts. */
  @Test
  void blocksByListSayNothingOfConflicts() {
    List<Transaction> swaps = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      swaps.add(swap(i % 4));
      spans.add(new Span(i % 2, i, Span.Kind.SPECULATION, 0, LONG));
    }
    Listed block = new Listed(swaps);
    for (int i = 0; i < 8; i++) {
      pick(block, false);
      picker.learn(block, parallel(LONG, COUNT));
    }
    assertThat(pick(block, false).order().chains()).hasSize(4);
    for (int i = 0; i < 8; i++) {
      pick(block, true);
      picker.learn(block, report(Mode.LIST_DRIVEN, 2, COUNT, spans, 0, COUNT * LONG / 2));
    }
    assertThat(pick(block, false).order().chains()).hasSize(4);
  }

  private void learnConflicts() {
    for (int i = 0; i < 8; i++) {
      pick(SWAPS, false);
      picker.learn(SWAPS, parallel(LONG, COUNT * 9 / 10));
    }
  }

  private Choice pick(Candidates candidates, boolean hasAccessList) {
    return picker.pick(candidates, 2, hasAccessList);
  }

  private static ExecutionReport sequential(long nanosEach) {
    return sequential(COUNT, nanosEach);
  }

  private static ExecutionReport sequential(int count, long nanosEach) {
    return ExecutionReport.sequential(1, count, count, "", 0, count * nanosEach);
  }

  /** Two workers without overhead, of whose speculations the first so many were in vain. */
  private static ExecutionReport parallel(long nanosEach, int inVain) {
    return parallel(COUNT, nanosEach, inVain);
  }

  private static ExecutionReport parallel(int count, long nanosEach, int inVain) {
    return parallel(count, nanosEach, inVain, (count + inVain) * nanosEach / 2);
  }

  private static ExecutionReport parallel(int count, long nanosEach, int inVain, long wallNanos) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spans.add(new Span(i % 2, i, Span.Kind.SPECULATION, 0, nanosEach));
      if (i < inVain) {
        spans.add(new Span(0, i, Span.Kind.REPEAT, nanosEach, 2 * nanosEach));
      }
    }
    return parallel(count, spans, inVain, wallNanos);
  }

  private static ExecutionReport parallel(int count, List<Span> spans, int inVain, long wallNanos) {
    return parallel(2, count, spans, inVain, wallNanos);
  }

  private static ExecutionReport parallel(
      int workers, int count, List<Span> spans, int inVain, long wallNanos) {
    return report(Mode.OPTIMISTIC, workers, count, spans, inVain, wallNanos);
  }

  private static ExecutionReport report(
      Mode mode, int workers, int count, List<Span> spans, int inVain, long wallNanos) {
    long nanosEach = spans.getFirst().endNanos();
    return new ExecutionReport(
        1,
        mode,
        "",
        workers,
        count,
        spans.size(),
        count - inVain,
        inVain,
        0,
        List.of(count - inVain, inVain),
        Map.of(),
        0,
        wallNanos,
        count * nanosEach,
        inVain * nanosEach,
        0,
        0,
        null,
        List.of(),
        Spans.of(spans));
  }

  /** Two workers, of whom one waits for the other, since each transaction needs the last one's. */
  private static ExecutionReport chain(List<Span> spans, int inVain, long wallNanos) {
    return new ExecutionReport(
        1,
        Mode.OPTIMISTIC,
        "",
        2,
        COUNT,
        spans.size(),
        0,
        inVain,
        0,
        List.of(COUNT - inVain, inVain),
        Map.of(),
        0,
        wallNanos,
        COUNT * LONG,
        inVain * LONG,
        0,
        2 * wallNanos - (COUNT + inVain) * LONG,
        new DependencySummary(0, List.of(COUNT), COUNT * LONG, 0),
        List.of(),
        Spans.of(spans));
  }

  /** Two workers, of whom one waits nearly always for the other to end one long transaction. */
  private static ExecutionReport waiting(long nanosEach) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < COUNT - 1; i++) {
      spans.add(new Span(0, i, Span.Kind.FRONTIER, 0, nanosEach));
    }
    spans.add(new Span(1, COUNT - 1, Span.Kind.SPECULATION, 0, 10 * COUNT * nanosEach));
    return new ExecutionReport(
        1,
        Mode.OPTIMISTIC,
        "",
        2,
        COUNT,
        COUNT,
        0,
        0,
        0,
        List.of(COUNT),
        Map.of(),
        0,
        10 * COUNT * nanosEach,
        11 * COUNT * nanosEach,
        0,
        0,
        9 * COUNT * nanosEach,
        null,
        List.of(),
        Spans.of(spans));
  }

  /** Two workers who lose by it: ahead of its turn everything takes 2.6 times as long. */
  private static ExecutionReport slower(long nanosEach) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      boolean isAhead = i % 2 == 1;
      spans.add(
          new Span(
              i % 2,
              i,
              isAhead ? Span.Kind.SPECULATION : Span.Kind.FRONTIER,
              0,
              isAhead ? nanosEach * 26 / 10 : nanosEach));
    }
    return new ExecutionReport(
        1,
        Mode.OPTIMISTIC,
        "",
        2,
        COUNT,
        COUNT,
        COUNT / 2,
        0,
        0,
        List.of(COUNT),
        Map.of(),
        0,
        40_000 + COUNT * nanosEach * 16 / 10,
        COUNT * nanosEach * 18 / 10,
        0,
        0,
        0,
        null,
        List.of(),
        Spans.of(spans));
  }

  private static Listed calls(long to, long gasLimit) {
    return new Listed(call(to, gasLimit));
  }

  private static Transaction call(long to, long gasLimit) {
    return transaction(to, gasLimit, Bytes.of(1, 2, 3, 4));
  }

  /** Of a pool, which is told by the tokens that are swapped. */
  private static Transaction swap(int pool) {
    String tokens = "00".repeat(12) + "11".repeat(19) + "0" + pool;
    return transaction(0x5A, 200_000, Bytes.fromHex("01020304" + tokens));
  }

  private static Transaction payment(long to) {
    return transaction(to, 21_000, Bytes.EMPTY);
  }

  private static Transaction transaction(long to, long gasLimit, Bytes data) {
    return new LegacyTransaction(
        null, 0, U256.ONE, gasLimit, Address.of(to), U256.ZERO, data, Signature.NONE);
  }

  private record Listed(List<Transaction> transactions, long gasUsed) implements Candidates {
    Listed(List<Transaction> transactions) {
      this(transactions, Long.MAX_VALUE);
    }

    Listed(Transaction each) {
      this(Collections.nCopies(COUNT, each));
    }

    Listed using(long gas) {
      return new Listed(transactions, gas);
    }

    @Override
    public int count() {
      return transactions.size();
    }

    @Override
    public Transaction transaction(int index) {
      return transactions.get(index);
    }

    @Override
    public Address sender(int index) {
      return Address.of(index);
    }

    @Override
    public boolean ended(int index, TransactionResult result) {
      return true;
    }
  }
}
