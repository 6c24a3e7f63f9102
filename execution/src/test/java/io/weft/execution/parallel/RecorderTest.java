package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.ExecutionReport.Mode;
import io.weft.execution.block.ExecutionReport.Span;
import io.weft.execution.block.Spans;
import io.weft.execution.parallel.Recorder.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecorderTest {
  private long clock = 1_000;
  private final Recorder recorder = new Recorder(() -> clock);
  private final Timeline[] timelines = {new Timeline(), new Timeline()};

  @Test
  void spansAreThoseOfAllTimelinesSinceTheFirstTransaction() {
    assertThat(reportOfThree().spans())
        .containsExactly(
            new Span(0, 0, Span.Kind.FRONTIER, 10, 30),
            new Span(0, 1, Span.Kind.REPEAT, 40, 70),
            new Span(1, 1, Span.Kind.SPECULATION, 20, 45));
  }

  @Test
  void spansCanBeReadWithoutMakingThem() {
    Spans spans = reportOfThree().spans();
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      assertThat(spans.transaction(i)).isEqualTo(span.transaction());
      assertThat(spans.kind(i)).isEqualTo(span.kind());
      assertThat(spans.nanos(i)).isEqualTo(span.endNanos() - span.startNanos());
    }
    assertThat(Spans.of(spans)).isEqualTo(spans);
    assertThat(Spans.of(List.copyOf(spans))).isEqualTo(spans).hasSize(3);
    assertThat(Spans.NONE).isEmpty();
  }

  @Test
  void reportStaysAsItIsWhileTheNextBlockIsExecuted() {
    ExecutionReport report = reportOfThree();
    List<Span> before = List.copyOf(report.spans());
    for (Timeline timeline : timelines) {
      timeline.clear();
      timeline.add(7, Span.Kind.REPEAT, 5_000, 6_000);
    }
    recorder.begin(8);
    assertThat(report.spans()).isEqualTo(before);
    assertThatThrownBy(() -> report.spans().removeFirst())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void runsCountHowOftenTransactionsWereExecuted() {
    ExecutionReport report = reportOfThree();
    assertThat(report.executions()).isEqualTo(3);
    assertThat(report.runs()).containsExactly(1, 1);
  }

  /** Who waits for something to do says that there is something again when it is done. */
  @Test
  void whatEndsTheWaitingIsNotCountedAsWaiting() {
    recorder.begin(1);
    Timeline waiting = timelines[0];
    waiting.enter();
    waiting.busy(1_000);
    waiting.idle(1_010);
    waiting.add(0, Span.Kind.FRONTIER, 1_050, 1_090);
    waiting.busy(1_090);
    waiting.leave(1_100);
    ExecutionReport report =
        recorder.report(5, Mode.OPTIMISTIC, "tried", 1, new Timeline[] {waiting});
    assertThat(report.wallNanos()).isEqualTo(100);
    assertThat(report.idleNanos()).isEqualTo(40);
  }

  /** Two transactions, of which the other worker executed the second one in vain. */
  private ExecutionReport reportOfThree() {
    recorder.begin(2);
    timelines[0].add(0, Span.Kind.FRONTIER, 1_010, 1_030);
    timelines[1].add(1, Span.Kind.SPECULATION, 1_020, 1_045);
    timelines[0].add(1, Span.Kind.REPEAT, 1_040, 1_070);
    clock = 1_080;
    return recorder.report(5, Mode.OPTIMISTIC, "tried", 2, timelines);
  }
}
