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
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What workers that are driven by an access list share: {@link Claims}, {@link ListedState}. */
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
            new Empty(),
            7);

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
