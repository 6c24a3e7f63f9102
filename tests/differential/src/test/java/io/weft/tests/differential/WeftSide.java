package io.weft.tests.differential;

import io.weft.execution.block.GenesisBlock;
import io.weft.execution.chainspec.BlobParameters;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.evm.PreparedCodes;
import io.weft.execution.evm.Tracer;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.testing.TestState;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.types.Transaction;
import io.weft.tests.differential.Outcome.Executed;
import io.weft.tests.differential.Outcome.Refused;
import io.weft.tests.differential.Outcome.Result;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Executes cases in this process, each in three ways: with all code translated and one overlay for
 * all transactions, one instruction at a time, then with a tracer and an overlay for each. All must
 * end alike.
 */
final class WeftSide {
  private final Map<Fork, Chain> chains = new EnumMap<>(Fork.class);
  private final Coverage coverage = new Coverage();

  private enum Way {
    TRANSLATED,
    ONE_BY_ONE,
    TRACED
  }

  private record Chain(
      ChainSpec spec, TransactionProcessor translating, TransactionProcessor plain) {
    static Chain of(Fork fork) {
      ChainSpec spec = ChainSpec.of(Case.CHAIN_ID, ForkSchedule.fromGenesis(fork));
      return new Chain(
          spec,
          new TransactionProcessor(spec, new PreparedCodes(0)),
          new TransactionProcessor(spec, new PreparedCodes(Integer.MAX_VALUE)));
    }

    TransactionProcessor processor(Way way) {
      return way == Way.TRANSLATED ? translating : plain;
    }
  }

  /** What the cases so far have reached. */
  Coverage coverage() {
    return coverage;
  }

  Outcome run(Case input) {
    Outcome translated = run(input, new TestState(), Way.TRANSLATED);
    for (Way way : List.of(Way.ONE_BY_ONE, Way.TRACED)) {
      String difference = translated.differenceTo(run(input, new TestState(), way));
      if (difference != null) {
        throw new IllegalStateException("Weft disagrees with itself, " + way + ": " + difference);
      }
    }
    coverage.count(translated);
    return translated;
  }

  /** The state after the case, for showing a difference. */
  TestState stateAfter(Case input) {
    TestState state = new TestState();
    run(input, state, Way.TRANSLATED);
    return state;
  }

  private Outcome run(Case input, TestState world, Way way) {
    Chain chain = chains.computeIfAbsent(input.fork(), Chain::of);
    world.apply(GenesisBlock.diff(input.pre()));
    BlockEnvironment block = environment(chain.spec, input);
    EmptyAccountRule rule = TransactionProcessor.emptyAccountRule(input.fork());
    JournaledState state = new JournaledState(world, rule);
    List<Result> results = new ArrayList<>();
    boolean isTraced = way == Way.TRACED;
    TransactionProcessor processor = chain.processor(way);
    for (Bytes encoded : input.transactions()) {
      results.add(transact(chain, processor, block, encoded, state, isTraced ? coverage : null));
      if (isTraced) {
        world.apply(state.toDiff());
        state = new JournaledState(world, rule);
      }
    }
    world.apply(state.toDiff());
    return new Outcome(results, world.root());
  }

  private static Result transact(
      Chain chain,
      TransactionProcessor processor,
      BlockEnvironment block,
      Bytes encoded,
      JournaledState state,
      @Nullable Tracer tracer) {
    Transaction transaction;
    try {
      transaction = Transaction.decode(encoded);
    } catch (RlpException e) {
      return new Refused(e.toString());
    }
    BlobParameters blobs = chain.spec.blobParametersAt(block.timestampSeconds());
    TransactionResult result =
        processor.process(
            block,
            transaction,
            SenderRecovery.of(chain.spec).recover(transaction, block.fork()),
            block.gasLimit(),
            blobs == null ? 0 : blobs.maxGas(),
            state,
            tracer);
    return switch (result) {
      case TransactionResult.Rejected rejected ->
          new Refused(rejected.reason() + ": " + rejected.detail());
      case TransactionResult.Executed executed ->
          new Executed(
              executed.gasUsed(),
              executed.isSuccess(),
              executed.logs(),
              String.valueOf(executed.haltReason()));
    };
  }

  private static BlockEnvironment environment(ChainSpec spec, Case input) {
    Case.Surroundings block = input.block();
    BlobParameters blobs = spec.blobParametersAt(block.timestamp());
    return new BlockEnvironment(
        input.fork(),
        U256.of(Case.CHAIN_ID),
        block.number(),
        block.timestamp(),
        block.coinbase(),
        block.gasLimit(),
        input.fork().isAtLeast(Fork.LONDON) ? block.baseFee() : U256.ZERO,
        block.prevRandao(),
        blobs == null ? U256.ZERO : blobs.baseFeePerBlobGas(block.excessBlobGas()),
        0,
        number -> Hash32.from(U256.of(number)));
  }
}
