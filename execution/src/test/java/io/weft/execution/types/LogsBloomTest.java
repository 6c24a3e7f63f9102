package io.weft.execution.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
