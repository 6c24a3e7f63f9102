package io.weft.execution.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.crypto.Hands;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LogsBloomTest {
  private final LogsBloom.Maker maker = new LogsBloom.Maker();

  @Test
  void noLogsSetNoBits() {
    assertThat(LogsBloom.EMPTY.toBytes()).isEqualTo(Bytes.wrap(new byte[LogsBloom.SIZE]));
    assertThat(maker.of(List.of())).isEqualTo(LogsBloom.EMPTY);
  }

  @Test
  void everyItemSetsThreeBits() {
    List<Log> logs = logs(2);
    assertThat(maker.of(logs).toBytes()).isEqualTo(filter(logs));
  }

  @Test
  void severalSizesAreAsTheDefinitionHasThem() {
    for (int count : new int[] {1, 5, 30, 45, 60, 400}) {
      List<Log> logs = logs(count);
      assertThat(maker.of(logs).toBytes()).as("%d logs", count).isEqualTo(filter(logs));
    }
  }

  @Test
  void makerRemembersNothingOfOtherLogs() {
    LogsBloom first = maker.of(logs(3));
    maker.of(logs(300));
    assertThat(maker.of(logs(3))).isEqualTo(first).hasSameHashCodeAs(first);
  }

  /** Items that come again, in one filter and in the next, and that drive each other out. */
  @Test
  void itemsMayComeAgainInAnyOrder() {
    Random random = new Random(11);
    for (int round = 0; round < 500; round++) {
      List<Log> logs = new ArrayList<>();
      for (int i = random.nextInt(12); i >= 0; i--) {
        logs.add(
            new Log(
                Address.of(random.nextInt(300)),
                List.of(new Hash32(0, 0, 0, random.nextInt(600))),
                Bytes.EMPTY));
        if (random.nextBoolean()) {
          logs.add(logs.get(random.nextInt(logs.size())));
        }
      }
      assertThat(maker.of(logs).toBytes()).as("round %d", round).isEqualTo(filter(logs));
    }
  }

  @Test
  void makerThatFailedStartsOver() {
    List<Log> logs = new ArrayList<>(logs(3));
    logs.add(null);
    assertThatThrownBy(() -> maker.of(logs)).isInstanceOf(NullPointerException.class);
    assertThat(maker.of(logs(1)).toBytes()).isEqualTo(filter(logs(1)));
    assertThatThrownBy(() -> maker.of(logs)).isInstanceOf(NullPointerException.class);
    assertThat(maker.of(List.of())).isEqualTo(LogsBloom.EMPTY);
  }

  @Test
  void addingKeepsWhatIsThere() {
    byte[] filter = new byte[LogsBloom.SIZE];
    maker.of(logs(1)).addTo(filter);
    maker.of(logs(400)).addTo(filter);
    List<Log> both = new ArrayList<>(logs(400));
    both.addAll(logs(1));
    assertThat(Bytes.wrap(filter)).isEqualTo(filter(both));
  }

  /**
   * Hands of which some are idle now and then, and that do what is offered late, twice or never.
   */
  private static final class IdleHands implements Hands {
    private final Random random;
    private final List<Runnable> offered = new ArrayList<>();
    private int done;

    IdleHands(Random random) {
      this.random = random;
    }

    @Override
    public int others() {
      return random.nextInt(2);
    }

    @Override
    public void offer(Runnable task) {
      offered.add(task);
      while (random.nextInt(3) > 0) {
        offered.get(random.nextInt(offered.size())).run();
        done++;
      }
    }

    @Override
    public <R> List<R> all(int parts, Supplier<Part<R>> tools) {
      return OWN.all(parts, tools);
    }
  }

  @Test
  void whatOthersBeginCountsUnlessItIsTakenBack() {
    Random random = new Random(12);
    IdleHands hands = new IdleHands(random);
    LogsBloom.Maker early = new LogsBloom.Maker(hands);
    int next = 0;
    for (int transaction = 0; transaction < 60; transaction++) {
      List<Log> logs = new ArrayList<>();
      int rounds = random.nextInt(6);
      for (int round = 0; round < rounds; round++) {
        for (int i = random.nextInt(600); i >= 0; i--) {
          logs.add(new Log(Address.of(7), List.of(new Hash32(next++, 2, 3, 4)), Bytes.EMPTY));
          // Some, such as those of accounts that disappear, come without a word of it.
          if (logs.size() % LogsBloom.Maker.LOGS_IN_BATCH == 0 && random.nextInt(20) > 0) {
            early.ahead(logs);
          }
        }
        if (round < rounds - 1 && random.nextBoolean()) {
          logs.subList(random.nextInt(logs.size()), logs.size()).clear();
        }
      }
      if (random.nextInt(4) > 0) { // or else the transaction is given up
        assertThat(early.of(List.copyOf(logs)).toBytes())
            .as("seed 12, transaction %d", transaction)
            .isEqualTo(filter(logs));
      }
    }
    assertThat(hands.done).isGreaterThan(100);
  }

  /** As is seen by a list of topics that changes, which those of a transaction never do. */
  @Test
  void whatOthersMadeIsNotMadeAgain() {
    List<Runnable> offered = new ArrayList<>();
    LogsBloom.Maker early =
        new LogsBloom.Maker(
            new Hands() {
              @Override
              public int others() {
                return 1;
              }

              @Override
              public void offer(Runnable task) {
                offered.add(task);
              }

              @Override
              public <R> List<R> all(int parts, Supplier<Part<R>> tools) {
                return OWN.all(parts, tools);
              }
            });
    List<Log> logs = new ArrayList<>();
    List<Hash32> topics = new ArrayList<>(List.of(Hash32.ZERO));
    for (int i = 0; i < LogsBloom.Maker.MANY_LOGS; i++) {
      logs.add(new Log(Address.of(7), topics, Bytes.EMPTY));
    }
    early.ahead(logs);
    assertThat(offered).hasSize(LogsBloom.Maker.MANY_LOGS / LogsBloom.Maker.LOGS_IN_BATCH);
    offered.forEach(Runnable::run);
    Bytes expected = filter(logs);
    topics.add(new Hash32(1, 2, 3, 4));
    assertThat(early.of(List.copyOf(logs)).toBytes()).isEqualTo(expected);
    assertThat(early.of(List.copyOf(logs)).toBytes()).isEqualTo(filter(logs));
  }

  private static List<Log> logs(int count) {
    List<Log> logs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Hash32 topic = new Hash32(i, 2, 3, 4);
      logs.add(new Log(Address.of(i % 7), List.of(topic, Hash32.ZERO), Bytes.EMPTY));
    }
    return logs;
  }

  /** As the Yellow Paper defines it. */
  private static Bytes filter(List<Log> logs) {
    byte[] filter = new byte[LogsBloom.SIZE];
    for (Log log : logs) {
      set(filter, log.address().toArray());
      log.topics().forEach(topic -> set(filter, topic.toArray()));
    }
    return Bytes.wrap(filter);
  }

  private static void set(byte[] filter, byte[] item) {
    byte[] hash = Keccak256.hash(item);
    for (int i = 0; i < 6; i += 2) {
      int bit = ((hash[i] & 0xFF) << 8 | (hash[i + 1] & 0xFF)) & 2047;
      filter[LogsBloom.SIZE - 1 - bit / 8] |= (byte) (1 << bit % 8);
    }
  }
}
