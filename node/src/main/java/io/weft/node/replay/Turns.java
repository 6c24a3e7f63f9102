package io.weft.node.replay;

/**
 * Who runs when in rounds that all take part in. What somebody finds in the caches, and how awake
 * the other processors are, depends on who ran just before; so in the course of the rounds each
 * runs at each place, and right after each of the others, equally often (a balanced Latin square;
 * E. J. Williams, 1949).
 *
 * @param count at least one, who take part
 */
record Turns(int count) {

  /** After so many rounds the next ones are as the first ones were. */
  int cycle() {
    return 2 * count;
  }

  /**
   * Whose turn it is.
   *
   * @param round from 0
   * @param place in the round, from 0 to {@code count - 1}
   */
  int at(int round, int place) {
    // 0, 1, n-1, 2, n-2, …: no two neighbours are as far apart as two others. Of an odd number it
    // takes the reversed order as well.
    boolean isReversed = round / count % 2 == 1;
    int step = isReversed ? count - 1 - place : place;
    int zigzag = step % 2 == 1 ? (step + 1) / 2 : count - step / 2;
    return (zigzag + round) % count;
  }
}
