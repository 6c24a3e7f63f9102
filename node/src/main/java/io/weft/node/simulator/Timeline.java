package io.weft.node.simulator;

import java.util.PriorityQueue;

/** Simulated time: actions happen in order of time, those of one moment in the order of booking. */
final class Timeline {
  private record Event(long nanos, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long booked;

  long now() {
    return now;
  }

  void after(long nanos, Runnable action) {
    events.add(new Event(now + nanos, booked++, action));
  }

  /** Runs until nothing is booked. */
  void run() {
    for (Event event = events.poll(); event != null; event = events.poll()) {
      now = event.nanos;
      event.action.run();
    }
  }
}
