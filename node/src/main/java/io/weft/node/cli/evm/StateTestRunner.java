package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.Candidates;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.chainspec.BlobParameters;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.evm.Tracer;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Log;
import io.weft.execution.types.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs state tests: one transaction on a given state, by the rules of several forks. */
final class StateTestRunner implements TestRunner {
  private static final Hash32 NO_LOGS = Keccak256.hash32(new byte[] {(byte) 0xC0});

  private final @Nullable String onlyFork;
  private final Supplier<@Nullable Tracer> tracers;
  private final Function<ChainSpec, TransactionExecutor> factory;
  private final Map<ChainSpec, TransactionExecutor> executors = new HashMap<>();
  private final Map<ChainSpec, TransactionProcessor> processors = new HashMap<>();
  private final JournaledState state = new JournaledState(WorldState.EMPTY, EmptyAccountRule.KEEP);

  /**
   * @param onlyFork the one fork to run, or null for all
   * @param tracers gives the tracer of each case; what is traced is executed in turn
   * @param factory gives what executes the transactions of a chain
   */
  StateTestRunner(
      @Nullable String onlyFork,
      Supplier<@Nullable Tracer> tracers,
      Function<ChainSpec, TransactionExecutor> factory) {
    this.onlyFork = onlyFork;
    this.tracers = tracers;
    this.factory = factory;
  }

  @Override
  public boolean accepts(JsonNode test) {
    return test.has("post") && test.has("transaction") && test.has("env");
  }

  @Override
  public void run(String file, String name, JsonNode test, Consumer<CaseResult> results) {
    WorldState pre = WorldState.of(FixtureJson.accounts(test.get("pre")));
    for (Map.Entry<String, JsonNode> fork : test.get("post").properties()) {
      if (onlyFork != null && !onlyFork.equals(fork.getKey())) {
        continue;
      }
      ChainSpec spec = TestNetworks.spec(fork.getKey(), test.path("config"));
      int index = 0;
      for (JsonNode post : fork.getValue()) {
        String caseName = name + "[" + index++ + "]";
        results.accept(
            spec == null
                ? CaseResult.failed(file, caseName, fork.getKey(), "unknown fork")
                : run(file, caseName, fork.getKey(), spec, test, pre, post));
      }
    }
  }

  private CaseResult run(
      String file,
      String name,
      String fork,
      ChainSpec spec,
      JsonNode test,
      WorldState pre,
      JsonNode post) {
    String problem;
    try {
      problem = problem(spec, test.get("env"), pre, post);
    } catch (RuntimeException e) {
      problem = "threw " + e;
    }
    return problem == null
        ? CaseResult.passed(file, name, fork)
        : CaseResult.failed(file, name, fork, problem);
  }

  /** What is not as {@code post} says, or null. */
  private @Nullable String problem(ChainSpec spec, JsonNode env, WorldState pre, JsonNode post) {
    String expectedException =
        post.has("expectException") ? FixtureJson.text(post, "expectException") : null;
    BlockEnvironment block = environment(spec, env);
    state.reset(pre, TransactionProcessor.emptyAccountRule(block.fork()));
    Transaction transaction;
    try {
      transaction = Transaction.decode(FixtureJson.bytes(post, "txbytes"));
    } catch (RlpException e) {
      return rejection(expectedException, Expectation.UNDECODABLE, e.toString());
    }
    TransactionResult result = execute(spec, block, pre, transaction);
    String problem =
        switch (result) {
          case TransactionResult.Rejected rejected -> {
            if (!post.has("state")) {
              touchCoinbase(block);
            }
            yield rejection(
                expectedException, "TransactionException." + rejected.reason(), rejected.detail());
          }
          case TransactionResult.Executed executed ->
              expectedException == null
                  ? compareLogs(executed.logs(), FixtureJson.hash32(post, "logs"))
                  : "transaction: expected " + expectedException + ", got it executed";
        };
    return problem != null ? problem : compareRoot(pre, FixtureJson.hash32(post, "hash"));
  }

  private TransactionResult execute(
      ChainSpec spec, BlockEnvironment block, WorldState pre, Transaction transaction) {
    BlockExecution execution =
        new BlockExecution(
            spec,
            new ParentBlock(
                BlockHeader.BLANK, pre, StateTestRunner::blockHash, diff -> Hash32.ZERO),
            block,
            processors.computeIfAbsent(spec, TransactionProcessor::new),
            state);
    Address sender = SenderRecovery.of(spec).recover(transaction, block.fork());
    Tracer tracer = tracers.get();
    if (tracer != null) {
      return execution.add(transaction, sender, tracer);
    }
    Only only = new Only(transaction, sender);
    executors.computeIfAbsent(spec, factory).execute(execution, only);
    return Objects.requireNonNull(only.result, "the transaction was not executed");
  }

  /** The one candidate of a test. */
  private static final class Only implements Candidates {
    private final Transaction transaction;
    private final @Nullable Address sender;
    private @Nullable TransactionResult result;

    Only(Transaction transaction, @Nullable Address sender) {
      this.transaction = transaction;
      this.sender = sender;
    }

    @Override
    public int count() {
      return 1;
    }

    @Override
    public Transaction transaction(int index) {
      return transaction;
    }

    @Override
    public @Nullable Address sender(int index) {
      return sender;
    }

    @Override
    public boolean ended(int index, TransactionResult outcome) {
      result = outcome;
      return false;
    }
  }

  /**
   * The tool that made the older fixtures, those without the accounts of the post state, paid a
   * reward of zero even for nothing, which before EIP-161 creates the account.
   */
  private void touchCoinbase(BlockEnvironment block) {
    state.beginTransaction();
    state.touch(state.account(block.coinbase()));
    state.finishTransaction();
  }

  private static @Nullable String rejection(
      @Nullable String expected, String actual, String detail) {
    return expected != null && Expectation.isMet(expected, actual)
        ? null
        : "transaction: expected "
            + (expected == null ? "it executed" : expected)
            + ", got "
            + actual
            + " ("
            + detail
            + ")";
  }

  private static @Nullable String compareLogs(List<Log> logs, Hash32 expected) {
    Hash32 actual = hash(logs);
    return actual.equals(expected) ? null : "logs: expected hash " + expected + ", got " + actual;
  }

  private static Hash32 hash(List<Log> logs) {
    if (logs.isEmpty()) {
      return NO_LOGS;
    }
    RlpWriter out = new RlpWriter(256);
    int list = out.beginList();
    for (Log log : logs) {
      log.writeTo(out);
    }
    return Keccak256.hash32(out.endList(list).toArray());
  }

  private @Nullable String compareRoot(WorldState pre, Hash32 expected) {
    Hash32 actual = pre.apply(state.toDiff()).root();
    return actual.equals(expected) ? null : "state root: expected " + expected + ", got " + actual;
  }

  private static BlockEnvironment environment(ChainSpec spec, JsonNode env) {
    long number = FixtureJson.number(env, "currentNumber");
    long timestamp = FixtureJson.number(env, "currentTimestamp");
    Fork fork = spec.forkAt(number, timestamp);
    BlobParameters blobs = spec.blobParametersAt(timestamp);
    boolean isProofOfStake = fork.isAtLeast(Fork.PARIS);
    return new BlockEnvironment(
        fork,
        U256.of(spec.chainId()),
        number,
        timestamp,
        FixtureJson.address(env, "currentCoinbase"),
        FixtureJson.u256(env, "currentGasLimit").toLongSaturated(),
        fork.isAtLeast(Fork.LONDON)
            ? FixtureJson.u256(env, "currentBaseFee", U256.ZERO)
            : U256.ZERO,
        isProofOfStake
            ? FixtureJson.u256(env, "currentRandom", U256.ZERO)
            : FixtureJson.u256(env, "currentDifficulty"),
        blobs == null
            ? U256.ZERO
            : blobs.baseFeePerBlobGas(FixtureJson.number(env, "currentExcessBlobGas", 0)),
        FixtureJson.number(env, "slotNumber", 0),
        StateTestRunner::blockHash);
  }

  /** State tests have no chain: their ancestors' hashes are those of their numbers in decimal. */
  private static Hash32 blockHash(long number) {
    return Keccak256.hash32(Bytes.wrap(Long.toString(number).getBytes(StandardCharsets.US_ASCII)));
  }
}
