package io.weft.contracts.handle;

import io.weft.contracts.abi.AbiEvent;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import java.util.List;
import java.util.function.Function;

/** An event of a contract whose logs read as an {@code E}. */
public final class Event<E> {
  private final AbiEvent event;
  private final Function<Values, E> reader;

  Event(AbiEvent event, Function<Values, E> reader) {
    this.event = event;
    this.reader = reader;
  }

  /** The first topic of its logs. */
  public Hash32 topic() {
    return event.topic();
  }

  /** Whether a log with these topics is of this event. */
  public boolean matches(List<Hash32> topics) {
    return event.matches(topics);
  }

  /**
   * Reads a log.
   *
   * @throws io.weft.contracts.abi.AbiException if it is of another event or malformed
   */
  public E decode(List<Hash32> topics, Bytes data) {
    return reader.apply(new Values(event.decode(topics, data)));
  }
}
