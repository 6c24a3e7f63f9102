package io.weft.node.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.chainspec.BlobParameters;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.crypto.KzgBlobs;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import io.weft.execution.types.BlobSidecar;
import io.weft.execution.types.BlobTransaction;
import io.weft.execution.types.DynamicFeeTransaction;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TransactionPoolTest {
  private static final Address ALICE = Address.of(0xA11CE);
  private static final Address BOB = Address.of(0xB0B);
  private static final U256 GWEI = U256.of(1_000_000_000);
  private static final U256 ETHER = GWEI.multiply(GWEI);

  private final Map<Address, Account> accounts = new HashMap<>();
  private final TransactionPool pool = pool(PoolLimits.VALIDATOR);

  @Test
  void transactionsOfASenderComeInOrderOfNonceWhateverTheOrderOfArrival() {
    fund(ALICE, 0);
    submit(tx(ALICE, 2, 5), tx(ALICE, 0, 1), tx(ALICE, 1, 9));
    assertThat(nonces(selected(GWEI))).containsExactly(0L, 1L, 2L);
  }

  @Test
  void theBestTipComesFirst() {
    fund(ALICE, 0);
    fund(BOB, 0);
    submit(tx(ALICE, 0, 1), tx(BOB, 0, 3), tx(ALICE, 1, 9));
    List<PooledTransaction> selected = selected(GWEI);
    assertThat(selected.get(0).sender()).isEqualTo(BOB);
    assertThat(nonces(selected)).containsExactly(0L, 0L, 1L);
  }

  @Test
  void equalTipsKeepTheOrderOfArrival() {
    List<Address> senders = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Address sender = Address.of(0xABCDE + 7919L * i);
      fund(sender, 0);
      senders.add(sender);
    }
    for (Address sender : senders) {
      submit(tx(sender, 0, 1));
    }
    List<Address> order = new ArrayList<>();
    for (PooledTransaction transaction : selected(GWEI)) {
      order.add(transaction.sender());
    }
    assertThat(order).isEqualTo(senders);
  }

  @Test
  void aFutureNonceIsHeldUntilTheGapCloses() {
    fund(ALICE, 0);
    PooledTransaction future = tx(ALICE, 1, 1);
    assertThat(pool.submit(future)).isEqualTo(new Admission.Accepted(future, false));
    assertThat(selected(GWEI)).isEmpty();
    assertThat(pool.nextNonce(ALICE)).isZero();
    submit(tx(ALICE, 0, 1));
    assertThat(nonces(selected(GWEI))).containsExactly(0L, 1L);
    assertThat(pool.nextNonce(ALICE)).isEqualTo(2);
  }

  @Test
  void aReplacementMustRaiseBothFeesByTenPercent() {
    fund(ALICE, 0);
    submit(fees(ALICE, 0, 1_000, 10));
    Admission underpriced =
        refused(Refusal.REPLACEMENT_UNDERPRICED, "replacement transaction underpriced");
    assertThat(pool.submit(fees(ALICE, 0, 1_099, 11))).isEqualTo(underpriced);
    assertThat(pool.submit(fees(ALICE, 0, 1_100, 10))).isEqualTo(underpriced);
    PooledTransaction better = fees(ALICE, 0, 1_100, 11);
    submit(better);
    assertThat(selected(GWEI)).containsExactly(better);
    assertThat(pool.size()).isEqualTo(1);
  }

  @Test
  void aKnownTransactionIsRefused() {
    fund(ALICE, 0);
    PooledTransaction tx = tx(ALICE, 0, 1);
    submit(tx);
    assertThat(pool.submit(tx)).isEqualTo(refused(Refusal.ALREADY_KNOWN, "already known"));
  }

  @Test
  void aUsedNonceIsRefusedWithTheNextOne() {
    fund(ALICE, 7);
    assertThat(pool.submit(tx(ALICE, 6, 1)))
        .isEqualTo(refused(Refusal.NONCE_TOO_LOW, "nonce too low: next nonce 7, tx nonce 6"));
  }

  @Test
  void theSumOfWhatASenderQueuesMustBeCovered() {
    U256 cost = tx(ALICE, 0, 1).maxCost();
    U256 balance = cost.multiply(2);
    accounts.put(ALICE, new Account(0, balance, Account.EMPTY.codeHash()));
    submit(tx(ALICE, 0, 1), tx(ALICE, 1, 1));
    assertThat(pool.submit(tx(ALICE, 2, 1)))
        .isEqualTo(
            refused(
                Refusal.INSUFFICIENT_FUNDS,
                "insufficient funds for gas * price + value: balance "
                    + (balance + ", queued cost " + balance)
                    + (", tx cost " + cost + ", overshot " + cost)));
  }

  @Test
  void anUnknownSenderHasNoFunds() {
    PooledTransaction tx = tx(BOB, 0, 1);
    assertThat(pool.submit(tx))
        .isEqualTo(
            refused(
                Refusal.INSUFFICIENT_FUNDS,
                "insufficient funds for gas * price + value: balance 0, tx cost "
                    + (tx.maxCost() + ", overshot " + tx.maxCost())));
  }

  @Test
  void aGasLimitOutOfRangeIsRefusedWithTheBound() {
    fund(ALICE, 0);
    assertThat(pool.submit(gas(ALICE, 20_999)))
        .isEqualTo(
            refused(
                Refusal.INTRINSIC_GAS_TOO_LOW,
                "intrinsic gas too low: gas 20999, minimum needed 21000"));
    assertThat(pool.submit(gas(ALICE, 30_000_001)))
        .isEqualTo(refused(Refusal.GAS_LIMIT_ABOVE_BLOCK, "exceeds block gas limit"));
    assertThat(pool.submit(gas(ALICE, (1 << 24) + 1)))
        .isEqualTo(
            refused(
                Refusal.GAS_LIMIT_ABOVE_TRANSACTION_CAP,
                "transaction gas limit too high (cap: 16777216, tx: 16777217)"));
  }

  @Test
  void anotherChainsTransactionIsRefused() {
    fund(ALICE, 0);
    assertThat(pool.submit(legacy(1L, ALICE, 21_000)))
        .isEqualTo(
            refused(
                Refusal.WRONG_CHAIN_ID,
                "invalid sender: invalid chain id for signer: have 1 want 31337"));
  }

  @Test
  void aTransactionThatCannotPayTheBaseFeeWaits() {
    fund(ALICE, 0);
    submit(tx(ALICE, 0, 1));
    assertThat(selected(GWEI.multiply(1_001))).isEmpty();
    assertThat(pool.size()).isEqualTo(1);
  }

  @Test
  void whatABlockIncludedGoesAndWhatFollowsStays() {
    fund(ALICE, 0);
    submit(tx(ALICE, 0, 1), tx(ALICE, 1, 1), tx(ALICE, 2, 1));
    fund(ALICE, 2);
    pool.advance(head(), List.of(ALICE));
    assertThat(nonces(selected(GWEI))).containsExactly(2L);
    assertThat(pool.size()).isEqualTo(1);
  }

  @Test
  void droppingAMiddleTransactionHoldsTheLaterOnes() {
    fund(ALICE, 0);
    PooledTransaction middle = tx(ALICE, 1, 1);
    submit(tx(ALICE, 0, 1), middle, tx(ALICE, 2, 1));
    assertThat(pool.drop(middle.hash())).isTrue();
    assertThat(pool.drop(middle.hash())).isFalse();
    assertThat(nonces(selected(GWEI))).containsExactly(0L);
    assertThat(pool.nextNonce(ALICE)).isEqualTo(1);
  }

  @Test
  void skippingASenderLeavesOutAllThatFollows() {
    fund(ALICE, 0);
    fund(BOB, 0);
    PooledTransaction first = tx(ALICE, 0, 9);
    PooledTransaction other = tx(BOB, 0, 1);
    submit(first, tx(ALICE, 1, 9), other);
    TransactionPool.Selection selection = pool.select(GWEI);
    assertThat(selection.next()).isEqualTo(first);
    selection.skipSender();
    assertThat(selection.next()).isEqualTo(other);
    assertThat(selection.next()).isNull();
  }

  @Test
  void aFullPoolTakesABetterOneForItsCheapest() {
    TransactionPool small = pool(new PoolLimits(2, 1 << 20, 16, 10, 100, U256.ONE));
    fund(ALICE, 0);
    fund(BOB, 0);
    PooledTransaction cheap = tx(ALICE, 1, 1);
    assertThat(small.submit(tx(ALICE, 0, 5))).isInstanceOf(Admission.Accepted.class);
    assertThat(small.submit(cheap)).isInstanceOf(Admission.Accepted.class);
    assertThat(small.submit(tx(BOB, 0, 1))).isEqualTo(refused(Refusal.POOL_FULL, "txpool is full"));
    assertThat(small.submit(tx(BOB, 0, 2))).isInstanceOf(Admission.Accepted.class);
    assertThat(small.get(cheap.hash())).isNull();
  }

  @Test
  void aSenderCannotHoldMoreThanItsShare() {
    TransactionPool small = pool(new PoolLimits(100, 1 << 20, 2, 10, 100, U256.ONE));
    fund(ALICE, 0);
    assertThat(small.submit(tx(ALICE, 0, 1))).isInstanceOf(Admission.Accepted.class);
    assertThat(small.submit(tx(ALICE, 1, 1))).isInstanceOf(Admission.Accepted.class);
    assertThat(small.submit(tx(ALICE, 2, 1)))
        .isEqualTo(refused(Refusal.SENDER_LIMIT, "account limit exceeded"));
  }

  @Test
  void randomTrafficKeepsEverySelectionGapless() {
    long seed = 20_261_122;
    Random random = new Random(seed);
    List<Address> senders = List.of(ALICE, BOB, Address.of(3), Address.of(4));
    long[] next = new long[senders.size()];
    for (Address sender : senders) {
      fund(sender, 0);
    }
    for (int step = 0; step < 3_000; step++) {
      int who = random.nextInt(senders.size());
      Address sender = senders.get(who);
      if (random.nextInt(20) == 0) {
        next[who] += random.nextLong(pool.nextNonce(sender) - next[who] + 1);
        fund(sender, next[who]);
        pool.advance(head(), List.of(sender));
      } else {
        pool.submit(tx(sender, next[who] + random.nextInt(12), 1 + random.nextInt(50)));
      }
      long[] expected = next.clone();
      for (PooledTransaction selected : selected(GWEI)) {
        int index = senders.indexOf(selected.sender());
        assertThat(selected.nonce()).as("seed %d step %d", seed, step).isEqualTo(expected[index]++);
      }
      for (int i = 0; i < expected.length; i++) {
        assertThat(pool.nextNonce(senders.get(i))).as("seed %d", seed).isEqualTo(expected[i]);
      }
    }
  }

  private void submit(PooledTransaction... transactions) {
    for (PooledTransaction transaction : transactions) {
      assertThat(pool.submit(transaction)).isInstanceOf(Admission.Accepted.class);
    }
  }

  private List<PooledTransaction> selected(U256 baseFee) {
    List<PooledTransaction> all = new ArrayList<>();
    TransactionPool.Selection selection = pool.select(baseFee);
    for (PooledTransaction tx = selection.next(); tx != null; tx = selection.next()) {
      all.add(tx);
    }
    return all;
  }

  private static List<Long> nonces(List<PooledTransaction> transactions) {
    return transactions.stream().map(PooledTransaction::nonce).toList();
  }

  private static Admission refused(Refusal reason, String message) {
    return new Admission.Refused(reason, message);
  }

  private void fund(Address address, long nonce) {
    accounts.put(address, new Account(nonce, ETHER.multiply(100), Account.EMPTY.codeHash()));
  }

  private static PooledTransaction tx(Address sender, long nonce, int tipGwei) {
    return fees(sender, nonce, 1_000, tipGwei);
  }

  private static PooledTransaction fees(Address sender, long nonce, int capGwei, int tipGwei) {
    return pooled(
        new DynamicFeeTransaction(
            31_337,
            nonce,
            GWEI.multiply(tipGwei),
            GWEI.multiply(capGwei),
            21_000,
            BOB,
            U256.ZERO,
            Bytes.EMPTY,
            List.of(),
            Signature.NONE),
        sender);
  }

  @Test
  void blobsWaitWithTheirProofsUntilIncludedAndAWhileLonger() {
    fund(ALICE, 0);
    TransactionPool pool = pool(PoolLimits.DEV);
    PooledTransaction blob = blob(0, 1, ZERO_BLOB);
    assertThat(pool.submit(blob)).isInstanceOf(Admission.Accepted.class);
    assertThat(pool.sidecar(blob.hash())).isEqualTo(ZERO_BLOB);
    fund(ALICE, 1);
    pool.advance(head(), List.of(ALICE));
    assertThat(pool.size()).isZero();
    assertThat(pool.sidecar(blob.hash())).isEqualTo(ZERO_BLOB);
  }

  @Test
  void blobsAreRefusedWithoutValidProofsOfTheFork() {
    fund(ALICE, 0);
    TransactionPool pool = pool(PoolLimits.DEV);
    assertRefused(pool, blob(0, 1, null), "missing sidecar in blob transaction");
    assertRefused(
        pool,
        blob(0, 1, ZERO_BLOB.as(BlobSidecar.BLOB_PROOFS)),
        "unexpected sidecar version, want: 1, got: 0");
    List<Bytes> fewer = ZERO_BLOB.proofs().subList(1, 128);
    assertRefused(
        pool,
        blob(0, 1, new BlobSidecar(1, ZERO_BLOB.blobs(), ZERO_BLOB.commitments(), fewer)),
        "invalid number of 127 blob proofs expected 128");
    BlobSidecar other =
        new BlobSidecar(1, List.of(blobOf(1)), ZERO_BLOB.commitments(), ZERO_BLOB.proofs());
    assertRefused(pool, blob(0, 1, other), "invalid blob proofs");
  }

  @Test
  void aSenderWaitsWithBlobsOrWithoutNotBoth() {
    fund(ALICE, 0);
    TransactionPool pool = pool(PoolLimits.DEV);
    assertThat(pool.submit(blob(0, 1, ZERO_BLOB))).isInstanceOf(Admission.Accepted.class);
    assertRefused(pool, gas(ALICE, 21_000), "address already reserved");
  }

  @Test
  void blobsReplaceOnlyAtTwiceTheFeesAndLeaveNoGap() {
    fund(ALICE, 0);
    TransactionPool pool = pool(PoolLimits.DEV);
    assertThat(pool.submit(blob(0, 10, ZERO_BLOB))).isInstanceOf(Admission.Accepted.class);
    assertRefused(pool, blob(0, 19, ZERO_BLOB), "replacement transaction underpriced");
    assertThat(pool.submit(blob(0, 20, ZERO_BLOB))).isInstanceOf(Admission.Accepted.class);
    assertRefused(pool, blob(2, 10, ZERO_BLOB), "nonce too high: tx nonce 2, gapped nonce 1");
  }

  private static void assertRefused(TransactionPool pool, PooledTransaction tx, String message) {
    assertThat(pool.submit(tx))
        .isInstanceOfSatisfying(
            Admission.Refused.class, refused -> assertThat(refused.message()).isEqualTo(message));
  }

  private static final BlobSidecar ZERO_BLOB =
      Objects.requireNonNull(BlobSidecar.of(BlobSidecar.CELL_PROOFS, List.of(blobOf(0))));

  private static Bytes blobOf(int lastByte) {
    byte[] blob = new byte[KzgBlobs.BLOB_SIZE];
    blob[blob.length - 1] = (byte) lastByte;
    return Bytes.wrap(blob);
  }

  private static PooledTransaction blob(long nonce, long fee, @Nullable BlobSidecar sidecar) {
    U256 wei = GWEI.multiply(fee);
    BlobTransaction unsigned =
        new BlobTransaction(
            31_337,
            nonce,
            wei,
            wei,
            21_000,
            BOB,
            U256.ZERO,
            Bytes.EMPTY,
            List.of(),
            wei,
            ZERO_BLOB.versionedHashes(),
            new Signature(0, ALICE.toU256(), U256.ONE));
    return new PooledTransaction(
        unsigned, ALICE, unsigned.hash(), unsigned.encoded().size(), sidecar);
  }

  private static PooledTransaction gas(Address sender, long gasLimit) {
    return legacy(31_337L, sender, gasLimit);
  }

  private static PooledTransaction legacy(long chainId, Address sender, long gasLimit) {
    U256 price = GWEI.multiply(2);
    return pooled(
        new LegacyTransaction(
            chainId, 0, price, gasLimit, BOB, U256.ZERO, Bytes.EMPTY, Signature.NONE),
        sender);
  }

  // The sender stands in the signature so that equal transactions of two senders hash differently.
  private static PooledTransaction pooled(Transaction transaction, Address sender) {
    Transaction signed = transaction.withSignature(new Signature(0, sender.toU256(), U256.ONE));
    return new PooledTransaction(signed, sender, signed.hash(), signed.encoded().size(), null);
  }

  private TransactionPool pool(PoolLimits limits) {
    return new TransactionPool(limits, head());
  }

  private PoolHead head() {
    ChainSpec spec = ChainSpec.of(31_337, ForkSchedule.fromGenesis(Fork.OSAKA));
    return new PoolHead(
        spec, new FakeState(accounts), Fork.OSAKA, GWEI, BlobParameters.PRAGUE, 30_000_000);
  }

  private record FakeState(Map<Address, Account> accounts) implements StateView {
    @Override
    public @Nullable Account account(Address address) {
      return accounts.get(address);
    }

    @Override
    public U256 storage(Address address, U256 slot) {
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
