package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.ExecutionReport.DependencySummary;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriticalPathTest {
  private final CriticalPath path = new CriticalPath();

  @Test
  void independentTransactionsAreAsLongAsTheLongest() {
    path.begin(3);
    add(0, 10);
    add(1, 30);
    add(2, 20);
    assertThat(path.summary()).isEqualTo(new DependencySummary(3, distances(), 30, 300));
  }

  @Test
  void chainIsAsLongAsItsSum() {
    path.begin(3);
    add(0, 10);
    add(1, 30, 0);
    add(2, 20, 1);
    assertThat(path.summary()).isEqualTo(new DependencySummary(1, distances(2), 60, 600));
  }

  @Test
  void longestOfTheWritersCountsForTheLengthAndTheNearestForTheDistance() {
    path.begin(6);
    add(0, 50);
    add(1, 1);
    add(2, 1);
    add(3, 1);
    add(4, 1);
    add(5, 10, 0, 3);
    assertThat(path.summary()).isEqualTo(new DependencySummary(5, distances(0, 1), 60, 600));
  }

  @Test
  void blockBeforeIsForgotten() {
    path.begin(2);
    add(0, 50);
    add(1, 50, 0);
    path.begin(1);
    add(0, 5);
    assertThat(path.summary()).isEqualTo(new DependencySummary(1, distances(), 5, 50));
  }

  private void add(int transaction, long nanos, int... writers) {
    Dependencies dependencies = new Dependencies();
    for (int writer : writers) {
      dependencies.add(writer);
    }
    path.add(transaction, nanos, 10 * nanos, dependencies);
  }

  private static List<Integer> distances(Integer... first) {
    Integer[] all = {0, 0, 0, 0, 0, 0, 0, 0};
    System.arraycopy(first, 0, all, 0, first.length);
    return List.of(all);
  }
}
