package io.weft.execution.parallel;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import io.weft.execution.types.BlockAccessList.Change;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * What workers that are driven by an access list share: {@link Claims}, {@link ListedState}, and
 * {@link SharedWork}.
 */
final class ListDrivenStress {
  private ListDrivenStress() {}

  /** Two workers never claim the same, and nothing is left out for a head start. */
  @JCStressTest
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "one each")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the same, or none")
  @State
  public static class ClaimStress {
    private final Claims claims = new Claims();

    public ClaimStress() {
      claims.open(2, 1, List.of(1));
    }

    @Actor
    public void first(II_Result result) {
      result.r1 = claims.share().next();
    }

    @Actor
    public void second(II_Result result) {
      result.r2 = claims.share().next();
    }
  }

  /** Whoever sees that all is finished sees what was done. */
  @JCStressTest
  @Outcome(
      id = {"0, 0", "1, 7"},
      expect = Expect.ACCEPTABLE,
      desc = "not finished, or done")
  @Outcome(expect = Expect.FORBIDDEN, desc = "finished and not done, or lost")
  @State
  public static class FinishStress {
    private final Claims claims = new Claims();
    private int done;

    public FinishStress() {
      claims.open(1, 1, List.of());
    }

    @Actor
    public void worker() {
      Claims.Share share = claims.share();
      share.next();
      done = 7;
      share.finish();
    }

    @Actor
    public void other(II_Result result) {
      boolean areLost = claims.areLost();
      if (claims.areFinished()) {
        result.r1 = 1;
        result.r2 = done;
      } else if (areLost) {
        result.r1 = -1;
      }
    }
  }

  /** Two workers enter accounts that want the same cell; both are found. */
  @JCStressTest
  @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "both are there")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one is lost")
  @State
  public static class EnterStress {
    private static final List<AccountChanges> ACCOUNTS =
        List.of(looked(1), looked(2), looked(3), looked(4));

    private final ListedState listed = new ListedState(new BlockAccessList(ACCOUNTS), new Empty());

    private static AccountChanges looked(long address) {
      return new AccountChanges(
          Address.of(address), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    @Actor
    public void first() {
      listed.enter(0);
      listed.enter(3);
    }

    @Actor
    public void second() {
      listed.enter(1);
      listed.enter(2);
    }

    @Arbiter
    public void find(II_Result result) {
      boolean areThere = true;
      for (AccountChanges account : ACCOUNTS) {
        ListedState.AccountEntry entry = listed.account(account.address());
        areThere &= entry != null && entry.changes.equals(account);
      }
      result.r1 = areThere ? 1 : 0;
      result.r2 = listed.isInOrder() ? 2 : 0;
    }
  }

  /** Whoever sees the hash of listed code finds the code, whichever worker computed the hash. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the code is there")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a hash without its code")
  @State
  public static class ListedCodeStress {
    private static final Address ACCOUNT = Address.of(0xA);
    private static final Change<Bytes> CHANGE = new Change<>(1, Bytes.of(0));

    private final ListedState listed =
        new ListedState(
            new BlockAccessList(
                List.of(
                    new AccountChanges(
                        ACCOUNT, List.of(), List.of(), List.of(), List.of(), List.of(CHANGE)))),
            new Empty());

    public ListedCodeStress() {
      listed.enter(0);
    }

    private int look() {
      Hash32 hash = listed.codeHash(Objects.requireNonNull(listed.account(ACCOUNT)), 0);
      return listed.code(hash).size();
    }

    @Actor
    public void first(II_Result result) {
      result.r1 = look();
    }

    @Actor
    public void second(II_Result result) {
      result.r2 = look();
    }
  }

  /**
   * What another worker helps with, or does not: parts end early where somebody else has made them,
   * and what they come to then is not taken.
   */
  @JCStressTest
  @Outcome(id = "45", expect = Expect.ACCEPTABLE, desc = "the sum of all parts")
  @Outcome(expect = Expect.FORBIDDEN, desc = "another")
  @State
  public static class SharedWorkStress {
    private static final int PARTS = 10;

    private final SharedWork work = new SharedWork(new Crew(WorkerPool.start(1)));

    private static int make(int part, BooleanSupplier isMade) {
      for (int i = 0; i < 20; i++) {
        if (isMade.getAsBoolean()) {
          return -1000;
        }
      }
      return part;
    }

    @Actor
    public void owner(I_Result result) {
      for (int part : work.<Integer>all(PARTS, () -> SharedWorkStress::make)) {
        result.r1 += part;
      }
    }

    @Actor
    public void helper() {
      while (work.help()) {
        // until there is nothing left to take
      }
    }
  }

  /** A state with nothing in it, which does not know the listed code. */
  private static final class Empty implements StateView {
    @Override
    public @Nullable Account account(Address address) {
      return null;
    }

    @Override
    public U256 storage(Address address, U256 key) {
      return U256.ZERO;
    }

    @Override
    public Bytes code(Hash32 codeHash) {
      return Bytes.EMPTY;
    }

    @Override
    public boolean hasStorage(Address address) {
      return false;
    }
  }
}
