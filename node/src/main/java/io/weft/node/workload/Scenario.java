package io.weft.node.workload;

/** What the accounts of a workload do. Construction has put into the set-up what it needs. */
interface Scenario {
  /**
   * The next call.
   *
   * @param turns who is to act, and on what
   */
  Call next(Turns turns);
}
