package io.weft.node.workload;

import java.util.SplittableRandom;

/**
 * Whose turn it is. The first half of the accounts sends, the second receives; within a block
 * senders, receivers and targets go round from a place drawn by lot, so that those of one block
 * differ as long as there are enough of them, but for the hot ones.
 */
final class Turns {
  private final Workload workload;
  private final int half;
  private final SplittableRandom random;
  private int senderOffset;
  private int receiverOffset;
  private int turn;
  private boolean isHot;

  Turns(Workload workload) {
    this.workload = workload;
    this.half = workload.accounts() / 2;
    this.random = new SplittableRandom(workload.seed());
  }

  /** A block begins. */
  void beginBlock() {
    turn = -1;
    senderOffset = random.nextInt(half);
    receiverOffset = random.nextInt(half);
  }

  /** The next transaction begins. */
  void advance() {
    turn++;
    isHot = random.nextDouble(100) < workload.conflict();
  }

  int sender() {
    return (senderOffset + turn) % half;
  }

  /** An account of those that receive: a hot one, or the next. */
  int receiver() {
    return half + (isHot ? random.nextInt(hot(half)) : (receiverOffset + turn) % half);
  }

  /** The receivers of a transaction that has {@code count} of them. */
  int receiver(int index, int count) {
    return index == 0 && isHot
        ? half + random.nextInt(hot(half))
        : half + (int) ((receiverOffset + (long) turn * count + index) % half);
  }

  /** One of {@code count} things: a hot one, or the sender's own. */
  int target(int count) {
    return isHot ? random.nextInt(hot(count)) : sender() % count;
  }

  /** A number below {@code bound}. */
  int draw(int bound) {
    return random.nextInt(bound);
  }

  private int hot(int count) {
    return Math.min(workload.hot(), count);
  }
}
