package io.weft.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.state.JournaledState;
import io.weft.execution.transaction.RejectionReason;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.types.Transaction;
import io.weft.node.cli.evm.TestNetworks;
import io.weft.node.cli.evm.WorldState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which bytes are transactions by which fork, whose they are and what they cost at least. */
class TransactionFixturesTest {
  private static final String UNDECODABLE = "undecodable";

  /** What the fixtures' words are here, where they are others. */
  private static final Map<String, Set<String>> NAMES =
      Map.ofEntries(
          Map.entry("NONCE_TOO_BIG", Set.of("NONCE_IS_MAX")),
          Map.entry(
              "TYPE_NOT_SUPPORTED",
              Set.of("TYPE_1_TX_PRE_FORK", "TYPE_2_TX_PRE_FORK", UNDECODABLE)),
          // What the gas could cost does not fit 256 bits, so nobody can pay it.
          Map.entry("GASLIMIT_PRICE_PRODUCT_OVERFLOW", Set.of("INSUFFICIENT_ACCOUNT_FUNDS")),
          // Before EIP-155 the number of a chain in v was only a wrong v.
          Map.entry(
              "INVALID_SIGNATURE_VRS",
              Set.of("INVALID_SIGNATURE_VRS", "INVALID_CHAINID", UNDECODABLE)),
          Map.entry("INVALID_CHAINID", Set.of("INVALID_CHAINID", UNDECODABLE)));

  private final List<String> wrong = new ArrayList<>();

  @Test
  void everyTransactionIsTakenOrRefusedAsItsFixtureSays() {
    int cases = 0;
    for (JsonNode file : FixtureFiles.read("ethereum-tests", "TransactionTests/").values()) {
      for (Map.Entry<String, JsonNode> test : file.properties()) {
        Bytes encoded = Bytes.fromHex(test.getValue().get("txbytes").asText());
        for (Map.Entry<String, JsonNode> fork : test.getValue().get("result").properties()) {
          cases++;
          String problem = problem(fork.getKey(), encoded, fork.getValue());
          if (problem != null) {
            wrong.add(test.getKey() + " " + fork.getKey() + ": " + problem);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(cases).isEqualTo(Manifest.total("ethereum-tests.tar.zst", "transactionTestCases"));
  }

  private static @Nullable String problem(String forkName, Bytes encoded, JsonNode expected) {
    ChainSpec spec = TestNetworks.spec(forkName, FixtureFiles.JSON.createObjectNode());
    if (spec == null) {
      return "unknown fork";
    }
    Fork fork = spec.forkAt(0, 0);
    Transaction transaction;
    try {
      transaction = Transaction.decode(encoded);
    } catch (RlpException e) {
      return refusal(expected, UNDECODABLE, e.toString());
    }
    Address sender = SenderRecovery.of(spec).recover(transaction, fork);
    TransactionResult result = execute(spec, fork, transaction, sender);
    boolean isTooDear =
        transaction.maxFeePerGas().multiplyOverflows(U256.of(transaction.gasLimit()));
    // That its value beside the gas is more than anybody has does not make it another transaction.
    boolean isOnlyUnpaid =
        !isTooDear
            && result instanceof TransactionResult.Rejected(var reason, var _)
            && reason == RejectionReason.INSUFFICIENT_ACCOUNT_FUNDS;
    if (result instanceof TransactionResult.Rejected rejected && !isOnlyUnpaid) {
      return refusal(expected, rejected.reason().name(), rejected.detail());
    }
    if (expected.has("exception")) {
      return "expected " + expected.get("exception").asText() + ", got it executed";
    }
    String actual =
        transaction.hash()
            + " "
            + sender
            + " "
            + U256.of(TransactionProcessor.intrinsicGas(fork, transaction).gas()).toHex();
    String wanted =
        expected.get("hash").asText()
            + " "
            + expected.get("sender").asText()
            + " "
            + U256.fromHex(expected.get("intrinsicGas").asText()).toHex();
    return actual.equals(wanted) ? null : "expected " + wanted + ", got " + actual;
  }

  private static @Nullable String refusal(JsonNode expected, String reason, String detail) {
    String name = expected.path("exception").asText("none").replace("TransactionException.", "");
    // Fields that are too long, too short or not minimal have a name each.
    Set<String> wanted = NAMES.getOrDefault(name, Set.of(name, UNDECODABLE));
    return wanted.contains(reason)
        ? null
        : "expected " + name + ", got " + reason + " (" + detail + ")";
  }

  /** Executes it where only its own faults can be in its way: its sender owns everything. */
  private static TransactionResult execute(
      ChainSpec spec, Fork fork, Transaction transaction, @Nullable Address sender) {
    TreeMap<Address, GenesisAccount> accounts = new TreeMap<>();
    if (sender != null) {
      accounts.put(
          sender, new GenesisAccount(transaction.nonce(), U256.MAX, Bytes.EMPTY, new TreeMap<>()));
    }
    BlockEnvironment block =
        new BlockEnvironment(
            fork,
            U256.of(spec.chainId()),
            0,
            0,
            Address.ZERO,
            -1,
            U256.ZERO,
            U256.ZERO,
            U256.ONE,
            0,
            _ -> Hash32.ZERO);
    JournaledState state =
        new JournaledState(WorldState.of(accounts), TransactionProcessor.emptyAccountRule(fork));
    return new TransactionProcessor(spec)
        .process(block, transaction, sender, -1, Long.MAX_VALUE, state, null);
  }
}
