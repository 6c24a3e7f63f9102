package io.weft.node.dev;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a development chain: real time, moved by an offset, with single timestamps or a
 * fixed step on demand. A block is always later than its parent, as the header rules ask.
 *
 * <p>The consensus thread changes it; {@link #peek} is for any thread.
 */
final class DevClock {
  private final InstantSource realTime;
  // Written by the consensus thread, read by all: what is set together changes together.
  private volatile Setting setting = new Setting(0, null, null);

  /**
   * All that can be changed, so that a snapshot can keep it.
   *
   * @param offsetSeconds how far ahead of real time
   * @param nextTimestamp of the next block alone
   * @param stepSeconds between blocks, in place of real time
   */
  record Setting(long offsetSeconds, @Nullable Long nextTimestamp, @Nullable Long stepSeconds) {}

  DevClock(InstantSource realTime) {
    this.realTime = realTime;
  }

  Setting setting() {
    return setting;
  }

  void restore(Setting saved) {
    setting = saved;
  }

  /** The time as this chain sees it, seconds since 1970. */
  long now() {
    return realSeconds() + setting.offsetSeconds;
  }

  /** The timestamp that the next block would get. */
  long peek(long parentTimestamp) {
    Setting now = setting;
    Long exact = now.nextTimestamp;
    Long step = now.stepSeconds;
    long clock = realSeconds() + now.offsetSeconds;
    long wanted = exact != null ? exact : step != null ? parentTimestamp + step : clock;
    return Math.max(wanted, parentTimestamp + 1);
  }

  /** The timestamp of the next block, using up what was set for it alone. */
  long take(long parentTimestamp) {
    long timestamp = peek(parentTimestamp);
    if (setting.nextTimestamp != null) {
      setting = new Setting(timestamp - realSeconds(), null, setting.stepSeconds);
    }
    return timestamp;
  }

  /** Moves on from now, or from the head where blocks have run ahead of this clock. */
  long increase(long seconds, long headTimestamp) {
    long later = Math.addExact(Math.max(now(), headTimestamp), seconds);
    setting = new Setting(later - realSeconds(), setting.nextTimestamp, setting.stepSeconds);
    return setting.offsetSeconds;
  }

  long moveTo(long timestampSeconds) {
    setting =
        new Setting(timestampSeconds - realSeconds(), setting.nextTimestamp, setting.stepSeconds);
    return setting.offsetSeconds;
  }

  /**
   * Sets the timestamp of the next block alone.
   *
   * @throws IllegalArgumentException if it is not later than the head's
   */
  void setNext(long timestampSeconds, long headTimestamp) {
    if (timestampSeconds <= headTimestamp) {
      throw new IllegalArgumentException(
          "timestamp of the next block: expected more than the head's "
              + headTimestamp
              + ", got "
              + timestampSeconds);
    }
    setting = new Setting(setting.offsetSeconds, timestampSeconds, setting.stepSeconds);
  }

  void setStep(@Nullable Long seconds) {
    setting = new Setting(setting.offsetSeconds, setting.nextTimestamp, seconds);
  }

  private long realSeconds() {
    return realTime.instant().getEpochSecond();
  }
}
