package io.weft.execution.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.crypto.Signature;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.testing.TestState;
import io.weft.execution.types.BlobTransaction;
import io.weft.execution.types.DynamicFeeTransaction;
import io.weft.execution.types.Transaction;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers of all sizes, held against big integers. */
class FeesTest {
  private static final Address SENDER = Address.of(0x5e4de2);
  private static final Address COINBASE = Address.of(0xc01);
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(256);
  private static final BigInteger BLOB_GAS = BigInteger.valueOf(131_072);

  private final Random random = new Random(11);
  private final Fees fees = new Fees();

  @Test
  void priceIsTheEffectiveGasPrice() {
    for (int i = 0; i < 20_000; i++) {
      Transaction transaction = transaction(number(), number(), number(), number(), 0);
      U256 baseFee = number();
      fees.open(block(baseFee, U256.ZERO), TransactionRules.of(Fork.OSAKA), transaction);
      assertThat(price()).isEqualTo(transaction.effectiveGasPrice(baseFee));
    }
  }

  @Test
  void mostIsNullWhereItDoesNotFit() {
    int unfit = 0;
    for (int i = 0; i < 20_000; i++) {
      U256 cap = number();
      U256 blobCap = number();
      U256 value = number();
      int blobs = random.nextInt(3);
      Transaction transaction = transaction(cap, U256.ONE, value, blobCap, blobs);
      BigInteger most =
          cap.toBigInteger()
              .multiply(gas(transaction))
              .add(blobCap.toBigInteger().multiply(BLOB_GAS).multiply(BigInteger.valueOf(blobs)))
              .add(value.toBigInteger());
      boolean fits = most.compareTo(LIMIT) < 0;
      unfit += fits ? 0 : 1;
      assertThat(fees.most(transaction)).isEqualTo(fits ? U256.from(most) : null);
      JournaledState state = state(U256.MAX);
      assertThat(fees.canPayMost(transaction, state, state.account(SENDER))).isEqualTo(fits);
    }
    assertThat(unfit).isBetween(2_000, 18_000);
  }

  @Test
  void senderPaysWhatItUsedAndTheRecipientGetsTheTip() {
    for (int i = 0; i < 20_000; i++) {
      U256 baseFee = U256.of(random.nextLong(1L << 40));
      U256 tip = U256.of(random.nextLong(1L << 40));
      U256 blobBaseFee = U256.of(random.nextLong(1L << 40));
      int blobs = random.nextInt(3);
      U256 cap = baseFee.add(U256.of(random.nextLong(1L << 41)));
      Transaction transaction = transaction(cap, tip, U256.ZERO, U256.MAX, blobs);
      BlockEnvironment block = block(baseFee, blobBaseFee);
      JournaledState state = state(U256.MAX);
      int sender = state.account(SENDER);
      fees.open(block, TransactionRules.of(Fork.OSAKA), transaction);
      fees.charge(block, transaction, state, sender);
      long used = random.nextLong(transaction.gasLimit());
      fees.settle(block, transaction, used, state, sender);
      U256 price = transaction.effectiveGasPrice(baseFee);
      U256 forBlobs = blobBaseFee.multiply(blobs).multiply(BLOB_GAS.longValue());
      assertThat(U256.MAX.subtract(state.balance(sender)))
          .isEqualTo(price.multiply(used).add(forBlobs));
      assertThat(state.balance(state.account(COINBASE)))
          .isEqualTo(price.subtract(baseFee).multiply(used));
    }
  }

  /** Of any length. */
  private U256 number() {
    return U256.from(new BigInteger(random.nextInt(257), random));
  }

  private U256 price() {
    long[] price = fees.price();
    return new U256(price[3], price[2], price[1], price[0]);
  }

  private static BigInteger gas(Transaction transaction) {
    return new BigInteger(Long.toUnsignedString(transaction.gasLimit()));
  }

  private static JournaledState state(U256 balance) {
    TestState parent = new TestState().account(SENDER, 0, balance, Bytes.EMPTY);
    JournaledState state = new JournaledState(parent, EmptyAccountRule.DELETE);
    state.beginTransaction();
    return state;
  }

  private Transaction transaction(U256 cap, U256 tip, U256 value, U256 blobCap, int blobs) {
    long gas = random.nextLong() >>> (1 + random.nextInt(60));
    return blobs == 0
        ? new DynamicFeeTransaction(
            1, 0, tip, cap, gas + 1, SENDER, value, Bytes.EMPTY, List.of(), Signature.NONE)
        : new BlobTransaction(
            1,
            0,
            tip,
            cap,
            gas + 1,
            SENDER,
            value,
            Bytes.EMPTY,
            List.of(),
            blobCap,
            List.of(Hash32.ZERO, Hash32.ZERO).subList(0, blobs),
            Signature.NONE);
  }

  private static BlockEnvironment block(U256 baseFee, U256 blobBaseFee) {
    return new BlockEnvironment(
        Fork.OSAKA,
        U256.ONE,
        1,
        1,
        COINBASE,
        30_000_000,
        baseFee,
        U256.ZERO,
        blobBaseFee,
        0,
        number -> Hash32.ZERO);
  }
}
