package io.weft.node.prefetch;

import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.StateView;
import io.weft.execution.types.AccessListEntry;
import io.weft.execution.types.Transaction;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads what transactions name, and the slots that calls like theirs have read before. A
 * transaction is a part: its later reads may depend on what earlier ones find.
 */
final class TransactionPlan implements ReadingPlan {
  /** Calls of a block that are watched at most, of this much gas at most. */
  private static final int SAMPLES = 8;

  private static final long SAMPLE_GAS = 2_000_000;

  private final List<Transaction> transactions;
  private final IntFunction<@Nullable Address> senders;
  private final BlockEnvironment environment;
  private final @Nullable AccessPredictor predictor;
  private final AtomicInteger samplesLeft = new AtomicInteger(SAMPLES);

  /**
   * @param senders of the transactions, null where a signature is not valid
   * @param predictor of slots, or null to read only what transactions name
   */
  TransactionPlan(
      List<Transaction> transactions,
      IntFunction<@Nullable Address> senders,
      BlockEnvironment environment,
      @Nullable AccessPredictor predictor) {
    this.transactions = transactions;
    this.senders = senders;
    this.environment = environment;
    this.predictor = predictor;
  }

  @Override
  public int parts() {
    return transactions.size();
  }

  @Override
  public void read(int part, StateView state) {
    Transaction transaction = transactions.get(part);
    Address sender = senders.apply(part);
    if (sender != null) {
      var _ = state.account(sender);
    }
    for (AccessListEntry entry : transaction.accessList()) {
      var _ = state.account(entry.address());
      for (Hash32 key : entry.storageKeys()) {
        var _ = state.storage(entry.address(), key.toU256());
      }
    }
    Address to = transaction.to();
    if (to == null) {
      return;
    }
    Hash32 codeHash = ReadingPlan.code(state, to);
    if (codeHash != null && predictor != null && sender != null) {
      readSlots(predictor, new Call(transaction, sender, to), codeHash, state);
    }
  }

  private void readSlots(AccessPredictor known, Call call, Hash32 codeHash, StateView state) {
    SlotTemplate template = known.template(codeHash, call);
    if (template == null) {
      return;
    }
    boolean isShort = Long.compareUnsigned(call.transaction().gasLimit(), SAMPLE_GAS) <= 0;
    if (isShort && template.isDue() && samplesLeft.getAndDecrement() > 0) {
      known.watch(template, call, environment, state);
    } else {
      template.visit(
          call,
          (address, slot) -> {
            if (!address.equals(call.to())) {
              var _ = ReadingPlan.code(state, address);
            }
            return state.storage(address, slot);
          });
    }
  }
}
