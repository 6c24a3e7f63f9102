package io.weft.contracts.handle;

import static io.weft.contracts.handle.TestChain.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.contracts.wallet.Account;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Log;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Factory, pair and router on a chain. */
final class MarketTest {
  private static final U256 NONE = U256.ZERO;
  private static final U256 FOREVER = U256.MAX;

  private final TestChain chain = new TestChain();
  private final Account alice = chain.alice();
  private final Account bob = chain.bob();
  private final Token cotton = token("Cotton");
  private final Token silk = token("Silk");
  private final Token wool = token("Wool");
  private final PairFactory factory = new PairFactory(chain.deploy(alice, PairFactory.creation()));
  private final Router router = new Router(chain.deploy(alice, Router.creation(factory.address())));

  private Token token(String name) {
    return new Token(chain.deploy(alice, Token.creation(name, name, U256.of(1_000_000_000_000L))));
  }

  @BeforeEach
  void approveTheRouter() {
    for (Token token : List.of(cotton, silk, wool)) {
      chain.send(alice, token.approve(router.address(), U256.MAX));
      chain.send(alice, token.transfer(bob.address(), U256.of(1_000_000)));
      chain.send(bob, token.approve(router.address(), U256.MAX));
    }
  }

  @AfterEach
  void close() {
    chain.close();
  }

  private Router.Added add(Token first, Token second, long wishedFirst, long wishedSecond) {
    return chain.result(
        alice,
        router.addLiquidity(
            new Router.Offer(
                first.address(),
                second.address(),
                U256.of(wishedFirst),
                U256.of(wishedSecond),
                NONE,
                NONE),
            alice.address(),
            FOREVER));
  }

  private Pair pair(Token first, Token second) {
    return new Pair(chain.ask(factory.pairOf(first.address(), second.address())));
  }

  private BigInteger product(Pair pair) {
    Pair.Amounts reserves = chain.ask(pair.reserves());
    return reserves.amount0().toBigInteger().multiply(reserves.amount1().toBigInteger());
  }

  private static List<Address> path(Token... tokens) {
    return List.of(tokens).stream().map(Token::address).toList();
  }

  @Test
  void factoryMakesOnePairOfTwoTokens() {
    List<Log> logs = chain.send(bob, factory.createPair(cotton.address(), silk.address()));
    Pair pair = pair(silk, cotton);

    assertThat(events(logs, factory.address(), PairFactory.PAIR_CREATED))
        .singleElement()
        .satisfies(created -> assertThat(created.pair()).isEqualTo(pair.address()))
        .satisfies(created -> assertThat(created.count()).isEqualTo(U256.ONE));
    assertThat(chain.ask(pair.token0())).isLessThan(chain.ask(pair.token1()));
    assertThat(chain.ask(factory.allPairs(U256.ZERO))).isEqualTo(pair.address());
    assertThat(
            chain.refusal(
                bob, factory.createPair(silk.address(), cotton.address()), PairFactory.ABI))
        .contains("PairExists");
    assertThat(
            chain.refusal(bob, factory.createPair(silk.address(), silk.address()), PairFactory.ABI))
        .contains("InvalidTokens");
  }

  @Test
  void firstLiquiditySetsThePriceAndLaterOnesKeepIt() {
    assertThat(add(cotton, silk, 4_000_000, 1_000_000))
        .isEqualTo(new Router.Added(U256.of(4_000_000), U256.of(1_000_000), U256.of(1_999_000)));
    Pair pair = pair(cotton, silk);

    // silk is short: of the wished cotton only what fits is taken
    assertThat(add(cotton, silk, 1_000_000, 100_000))
        .isEqualTo(new Router.Added(U256.of(400_000), U256.of(100_000), U256.of(200_000)));

    assertThat(chain.ask(pair.totalSupply())).isEqualTo(U256.of(2_200_000));
    assertThat(chain.ask(pair.balanceOf(alice.address()))).isEqualTo(U256.of(2_199_000));
    assertThat(chain.ask(pair.minimumShares())).isEqualTo(U256.of(1000));
  }

  @Test
  void liquidityBelowTheMinimumIsRefused() {
    add(cotton, silk, 4_000_000, 1_000_000);
    Router.Offer offer =
        new Router.Offer(
            cotton.address(), silk.address(), U256.of(400), U256.of(400), NONE, U256.of(101));

    assertThat(
            chain.refusal(alice, router.addLiquidity(offer, alice.address(), FOREVER), Router.ABI))
        .isEqualTo("reverted: TooLittle(amount: 100, minimum: 101)");
  }

  @Test
  void swapPaysWhatTheQuoteSaysAndReportsIt() {
    add(cotton, silk, 1_000_000, 1_000_000);
    Pair pair = pair(cotton, silk);
    List<U256> quote = chain.ask(router.quoteOut(U256.of(10_000), path(cotton, silk)));
    U256 before = chain.ask(silk.balanceOf(bob.address()));

    List<Log> logs =
        chain.send(
            bob,
            router.swapExactIn(
                U256.of(10_000), quote.getLast(), path(cotton, silk), bob.address(), FOREVER));

    // 10000 * 0.997 * 1000000 / (1000000 + 10000 * 0.997)
    assertThat(quote).containsExactly(U256.of(10_000), U256.of(9_871));
    assertThat(chain.ask(silk.balanceOf(bob.address())).subtract(before)).isEqualTo(U256.of(9_871));
    boolean cottonFirst = chain.ask(pair.token0()).equals(cotton.address());
    assertThat(events(logs, pair.address(), Pair.SWAPPED))
        .containsExactly(
            cottonFirst
                ? new Pair.Swap(bob.address(), U256.of(10_000), NONE, NONE, U256.of(9_871))
                : new Pair.Swap(bob.address(), NONE, U256.of(10_000), U256.of(9_871), NONE));
    assertThat(events(logs, silk.address(), Erc20.TRANSFER))
        .containsExactly(new Erc20.Transfer(pair.address(), bob.address(), U256.of(9_871)));
  }

  @Test
  void slippageBeyondTheLimitIsRefused() {
    add(cotton, silk, 1_000_000, 1_000_000);
    List<Address> path = path(cotton, silk);

    assertThat(
            chain.refusal(
                bob,
                router.swapExactIn(U256.of(10_000), U256.of(9_872), path, bob.address(), FOREVER),
                Router.ABI))
        .isEqualTo("reverted: TooLittle(amount: 9871, minimum: 9872)");
    assertThat(
            chain.refusal(
                bob,
                router.swapExactOut(U256.of(9_871), U256.of(9_999), path, bob.address(), FOREVER),
                Router.ABI))
        .isEqualTo("reverted: TooMuch(amount: 10000, maximum: 9999)");
    assertThat(
            chain.refusal(
                bob,
                router.swapExactIn(U256.ONE, NONE, path, bob.address(), chain.now()),
                Router.ABI))
        .contains("Expired");
  }

  @Test
  void routeOverTwoPairsMeetsItsQuote() {
    add(cotton, silk, 1_000_000, 2_000_000);
    add(silk, wool, 1_000_000, 3_000_000);
    List<Address> path = path(cotton, silk, wool);
    List<U256> quote = chain.ask(router.quoteIn(U256.of(5_000), path));
    U256 before = chain.ask(wool.balanceOf(bob.address()));

    assertThat(
            chain.result(
                bob,
                router.swapExactOut(
                    U256.of(5_000), quote.getFirst(), path, bob.address(), FOREVER)))
        .isEqualTo(quote);
    assertThat(chain.ask(wool.balanceOf(bob.address())).subtract(before)).isEqualTo(U256.of(5_000));
    assertThat(
            chain.refusal(
                bob,
                router.swapExactIn(U256.ONE, NONE, path(cotton, wool), bob.address(), FOREVER),
                Router.ABI))
        .contains("NoPair");
  }

  @Test
  void productOfTheReservesNeverShrinks() {
    add(cotton, silk, 1_000_000, 1_000_000);
    Pair pair = pair(cotton, silk);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    BigInteger product = product(pair);
    for (int i = 0; i < 20; i++) {
      boolean there = random.nextBoolean();
      List<Address> path = there ? path(cotton, silk) : path(silk, cotton);
      U256 amount = U256.of(1 + random.nextInt(50_000));
      chain.send(
          bob,
          random.nextBoolean()
              ? router.swapExactIn(amount, NONE, path, bob.address(), FOREVER)
              : router.swapExactOut(amount, U256.MAX, path, bob.address(), FOREVER));
      BigInteger next = product(pair);
      assertThat(next).as("seed %d, swap %d", seed, i).isGreaterThanOrEqualTo(product);
      product = next;
    }
  }

  @Test
  void pairRefusesATradeThatDoesNotPay() {
    add(cotton, silk, 1_000_000, 1_000_000);
    Pair pair = pair(cotton, silk);
    boolean cottonFirst = chain.ask(pair.token0()).equals(cotton.address());
    U256 out = U256.of(9_872);
    Call<?> trade =
        cottonFirst ? pair.swap(NONE, out, bob.address()) : pair.swap(out, NONE, bob.address());

    assertThat(chain.refusal(bob, trade, Pair.ABI)).contains("InsufficientInput");
    chain.send(bob, cotton.transfer(pair.address(), U256.of(10_000)));
    assertThat(chain.refusal(bob, trade, Pair.ABI)).contains("ProductShrunk");
  }

  @Test
  void removingLiquidityPaysBothTokensBack() {
    Router.Added added = add(cotton, silk, 1_000_000, 4_000_000);
    Pair pair = pair(cotton, silk);
    U256 before = chain.ask(cotton.balanceOf(alice.address()));
    Call<Router.Removed> remove =
        router.removeLiquidity(
            cotton.address(), silk.address(), added.shares(), NONE, NONE, alice.address(), FOREVER);

    assertThat(chain.refusal(alice, remove, Router.ABI)).contains("TransferFailed");
    chain.send(alice, pair.approve(router.address(), U256.MAX));
    List<Log> logs = chain.send(alice, remove);

    // all but the 1000 shares that nobody owns
    assertThat(chain.ask(cotton.balanceOf(alice.address())).subtract(before))
        .isEqualTo(U256.of(999_500));
    assertThat(events(logs, pair.address(), Pair.BURNED)).hasSize(1);
    assertThat(chain.ask(pair.totalSupply())).isEqualTo(U256.of(1000));
  }

  @Test
  void removalBelowTheMinimumLeavesTheSharesWhereTheyWere() {
    Router.Added added = add(cotton, silk, 1_000_000, 4_000_000);
    Pair pair = pair(cotton, silk);
    chain.send(alice, pair.approve(router.address(), U256.MAX));

    assertThat(
            chain.refusal(
                alice,
                router.removeLiquidity(
                    cotton.address(),
                    silk.address(),
                    added.shares(),
                    U256.of(1_000_000),
                    NONE,
                    alice.address(),
                    FOREVER),
                Router.ABI))
        .contains("TooLittle");
    assertThat(chain.ask(pair.balanceOf(alice.address()))).isEqualTo(added.shares());
  }
}
