package io.weft.execution.parallel;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
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
      versions.newWriter().mark(location, 1, MultiVersionState.EXISTENCE);
    }

    @Actor
    public void newer() {
      versions.newWriter().mark(location, 2, MultiVersionState.EXISTENCE);
    }

    @Arbiter
    public void arbiter(II_Result result) {
      int newest = versions.newest(location, 3);
      result.r1 = newest == 0 ? 0 : versions.version(newest);
      int next = newest == 0 ? 0 : versions.newestAfter(newest, 3);
      result.r2 = next == 0 ? 0 : versions.version(next);
    }
  }

  /** Two transactions deploy the same code: each finds it as soon as it has shown it. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the code is there")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a hash without its code")
  @State
  public static class SameCodeStress {
    private static final Hash32 HASH = Hash32.from(U256.of(5));
    private final MultiVersionState versions = open();
    private final int location = versions.account(Address.of(0xA));

    private int deploy(int version) {
      versions.newWriter().code(location, version, HASH, Bytes.of(0));
      return versions.code(HASH) == null ? 0 : 1;
    }

    @Actor
    public void first(II_Result result) {
      result.r1 = deploy(1);
    }

    @Actor
    public void second(II_Result result) {
      result.r2 = deploy(2);
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
      versions.newWriter().nonce(location, 1, 7);
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
