package io.weft.execution.parallel;

import io.weft.execution.primitives.Address;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The table and the lists of {@link MultiVersionState}. */
final class VersionsStress {
  private VersionsStress() {}

  /** One block's versions with one location. */
  private static MultiVersionState open() {
    MultiVersionState versions = new MultiVersionState(42);
    versions.open(8);
    return versions;
  }

  /** Two threads that meet a key for the first time get one location for it. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the same cell, with the key in it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "two cells for one key")
  @State
  public static class InternStress {
    private final MultiVersionState versions = open();
    private int first;
    private int second;

    @Actor
    public void first() {
      first = versions.account(Address.of(0xA));
    }

    @Actor
    public void second() {
      second = versions.account(Address.of(0xA));
    }

    @Arbiter
    public void arbiter(II_Result result) {
      result.r1 = first == second ? 1 : 0;
      result.r2 = versions.account(Address.of(0xA)) == first ? 1 : 0;
    }
  }

  /** Two versions put into one list at the same time are both there, the newer one first. */
  @JCStressTest
  @Outcome(id = "2, 1", expect = Expect.ACCEPTABLE, desc = "both, in order")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one is lost or out of order")
  @State
  public static class InsertStress {
    private final MultiVersionState versions = open();
    private final int location = versions.account(Address.of(0xA));

    @Actor
    public void older() {
      versions.write(location, 1, MultiVersionState.EXISTENCE);
    }

    @Actor
    public void newer() {
      versions.write(location, 2, MultiVersionState.EXISTENCE);
    }

    @Arbiter
    public void arbiter(II_Result result) {
      int newest = versions.newest(location, 3);
      result.r1 = newest == 0 ? 0 : versions.version(newest);
      int next = newest == 0 ? 0 : versions.newestAfter(newest, 3);
      result.r2 = next == 0 ? 0 : versions.version(next);
    }
  }

  /** A reader that meets a version as it comes sees the nonce that was written before its mark. */
  @JCStressTest
  @Outcome(
      id = {"0, 0", "1, 7"},
      expect = Expect.ACCEPTABLE,
      desc = "not there, or all of it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the mark without the nonce")
  @State
  public static class PublishStress {
    private final MultiVersionState versions = open();
    private final int location = versions.account(Address.of(0xA));

    @Actor
    public void writer() {
      versions.writeNonce(location, 1, 7);
    }

    @Actor
    public void reader(II_Result result) {
      int node = versions.newest(location, 2);
      if (node != 0 && (versions.fields(node) & MultiVersionState.NONCE) != 0) {
        result.r1 = 1;
        result.r2 = (int) versions.nonce(node);
      }
    }
  }
}
