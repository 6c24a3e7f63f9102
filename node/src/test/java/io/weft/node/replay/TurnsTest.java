package io.weft.node.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 9})
  void inEachRoundEachHasOneTurn(int count) {
    Turns turns = new Turns(count);
    for (int round = 0; round < 2 * turns.cycle(); round++) {
      assertThat(order(turns, round)).containsExactlyInAnyOrderElementsOf(all(count));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 9})
  void eachRunsAtEachPlaceAndAfterEachOtherEquallyOften(int count) {
    Turns turns = new Turns(count);
    int[][] places = new int[count][count];
    int[][] after = new int[count][count];
    for (int round = 0; round < turns.cycle(); round++) {
      List<Integer> order = order(turns, round);
      for (int place = 0; place < count; place++) {
        places[order.get(place)][place]++;
        if (place > 0) {
          after[order.get(place)][order.get(place - 1)]++;
        }
      }
    }
    for (int i = 0; i < count; i++) {
      assertThat(places[i]).containsOnly(2);
      for (int j = 0; j < count; j++) {
        assertThat(after[i][j]).isEqualTo(i == j ? 0 : 2);
      }
    }
  }

  private static List<Integer> order(Turns turns, int round) {
    List<Integer> order = new ArrayList<>();
    for (int place = 0; place < turns.count(); place++) {
      order.add(turns.at(round, place));
    }
    return order;
  }

  private static List<Integer> all(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
