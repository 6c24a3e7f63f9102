package io.weft.execution.transaction;

import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.JournaledState;
import io.weft.execution.state.Limbs;
import io.weft.execution.types.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * What transactions pay for gas and blobs, in wei. The numbers are limbs in arrays that serve for
 * one transaction after the other; one thread owns an instance.
 */
final class Fees {
  /** Of the transaction that was opened last: what its sender pays per gas. */
  private final long[] price = new long[4];

  /** What of it goes to the fee recipient; the rest is burnt. */
  private final long[] reward = new long[4];

  // Sums under way.
  private final long[] amount = new long[4];
  private final long[] part = new long[4];

  /** Whether an account owns the value and the most that gas and blobs could cost. */
  boolean canPayMost(Transaction transaction, JournaledState state, int account) {
    return addUpMost(transaction) == 0 && state.canPay(account, amount, 0);
  }

  /** The value and the most that gas and blobs could cost; null where it does not fit 256 bits. */
  @Nullable U256 most(Transaction transaction) {
    return addUpMost(transaction) == 0 ? Limbs.get(amount, 0) : null;
  }

  /** Not zero where it does not fit. */
  private long addUpMost(Transaction transaction) {
    Limbs.put(transaction.maxFeePerGas(), amount, 0);
    long carried = Limbs.multiply(amount, 0, transaction.gasLimit());
    carried |= addBlobs(transaction, transaction.maxFeePerBlobGas());
    Limbs.put(transaction.value(), part, 0);
    return carried | Limbs.add(amount, 0, part, 0);
  }

  private long addBlobs(Transaction transaction, U256 feePerBlobGas) {
    long blobGas = transaction.blobGas();
    if (blobGas == 0) {
      return 0;
    }
    Limbs.put(feePerBlobGas, part, 0);
    long carried = Limbs.multiply(part, 0, blobGas);
    return carried | Limbs.add(amount, 0, part, 0);
  }

  /**
   * Turns to a transaction, whose price is {@link Transaction#effectiveGasPrice}: the base fee and
   * as much of the tip as the cap leaves room for.
   */
  void open(BlockEnvironment block, TransactionRules rules, Transaction transaction) {
    U256 base = rules.hasBaseFee() ? block.baseFeePerGas() : U256.ZERO;
    U256 cap = transaction.maxFeePerGas();
    if (cap.compareTo(base) < 0) { // a call, whose fees nobody checks
      Limbs.put(cap, price, 0);
      Limbs.put(U256.ZERO, reward, 0);
      return;
    }
    Limbs.put(cap, price, 0);
    Limbs.subtract(price, 0, base);
    Limbs.put(transaction.maxPriorityFeePerGas(), reward, 0);
    if (Limbs.compare(price, 0, reward, 0) < 0) {
      System.arraycopy(price, 0, reward, 0, 4);
    }
    Limbs.put(base, price, 0);
    Limbs.add(price, 0, reward, 0);
  }

  /** What its sender pays per gas; four limbs, to be read only. */
  long[] price() {
    return price;
  }

  /** Takes from the sender what the gas limit and the blobs cost. */
  void charge(BlockEnvironment block, Transaction transaction, JournaledState state, int sender) {
    multiply(price, transaction.gasLimit());
    addBlobs(transaction, block.blobBaseFee());
    state.subtractBalance(sender, amount, 0);
  }

  /** Returns the cost of unused gas to the sender and pays the fee recipient. */
  void settle(
      BlockEnvironment block,
      Transaction transaction,
      long gasUsed,
      JournaledState state,
      int sender) {
    multiply(price, transaction.gasLimit() - gasUsed);
    state.addBalance(sender, amount, 0);
    multiply(reward, gasUsed);
    state.addBalance(state.account(block.coinbase()), amount, 0);
  }

  private void multiply(long[] perGas, long gas) {
    System.arraycopy(perGas, 0, amount, 0, 4);
    Limbs.multiply(amount, 0, gas);
  }
}
