package io.weft.node.cli.tx;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.node.cli.RunningChain;
import io.weft.node.cli.Weft;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code tx send} and {@code tx status} against a chain. */
@Timeout(60)
final class TxCommandTest {
  @RegisterExtension static final RunningChain CHAIN = RunningChain.instant();
  @RegisterExtension static final RunningChain WAITING = RunningChain.manual();

  private static final String BOB = RunningChain.address(1);

  private static Weft.Outcome tx(RunningChain chain, String... arguments) {
    List<String> all = new ArrayList<>(List.of("tx"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--rpc", chain.url()));
    return Weft.run(all.toArray(String[]::new));
  }

  private static Weft.Outcome send(RunningChain chain, String... arguments) {
    List<String> all = new ArrayList<>(List.of("send"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--key", RunningChain.key(0)));
    return tx(chain, all.toArray(String[]::new));
  }

  @Test
  void sentEtherArrivesAndItsStatusIsTold() {
    Weft.Outcome sent = send(CHAIN, BOB, "--value", "1.5ether").succeeded();
    Weft.Outcome status = tx(CHAIN, "status", sent.fact("transaction")).succeeded();

    assertThat(sent.fact("gas used")).isEqualTo("21000");
    assertThat(status.fact("status")).isEqualTo("succeeded");
    assertThat(status.fact("block")).isEqualTo(sent.fact("block"));
    assertThat(status.fact("to")).isEqualToIgnoringCase(BOB);
    assertThat(status.fact("value")).isEqualTo("1.5 ether");
    assertThat(
            tx(CHAIN, "status", sent.fact("transaction"), "--json")
                .succeeded()
                .json()
                .path("gasUsed")
                .asLong())
        .isEqualTo(21_000);
  }

  @Test
  void legacyPriceIsTaken() {
    send(CHAIN, BOB, "--gas-price", "20gwei", "--json").succeeded();
  }

  @Test
  void transactionWithoutABlockIsPending() {
    String hash = send(WAITING, BOB, "--value", "1", "--no-wait").succeeded().fact("transaction");

    assertThat(tx(WAITING, "status", hash).succeeded().fact("status")).isEqualTo("pending");
    assertThat(send(WAITING, BOB, "--timeout", "0").failure()).contains("is in no block after 0 s");
  }

  @Test
  void failedTransactionEndsWithOne() {
    // the CREATE2 deployer wants a salt of 32 bytes first; named gas spares the estimate
    String factory = "0x4e59b44847b379578588920cA78FbF26c0B4956C";
    assertThat(send(CHAIN, factory, "--data", "0x01", "--gas-limit", "100000").failure())
        .contains("failed in block");
  }

  @Test
  void unknownTransactionIsAFailure() {
    assertThat(tx(CHAIN, "status", "0x" + "ab".repeat(32)).failure())
        .contains("does not know transaction");
  }

  @Test
  void refusalOfTheNodeIsInItsWords() {
    send(CHAIN, BOB).succeeded();
    assertThat(send(CHAIN, BOB, "--nonce", "0", "--gas-limit", "21000").failure())
        .contains("nonce too low");
    assertThat(send(CHAIN, BOB, "--value", "99999999ether").failure())
        .contains("insufficient funds");
  }

  @Test
  void badUsageIsNamed() {
    assertThat(tx(CHAIN, "status", "0x12").badUsage()).contains("HASH", "64 hex digits");
    assertThat(send(CHAIN, "bob").badUsage()).contains("ADDRESS", "bob");
    assertThat(send(CHAIN, BOB, "--data", "xyz").badUsage()).contains("--data");
    assertThat(send(CHAIN, BOB, "--value", "much").badUsage()).contains("--value", "much");
    assertThat(tx(CHAIN, "send").badUsage()).contains("ADDRESS");
    assertThat(tx(CHAIN, "send", BOB, "--keystore", "a", "--key", "b").badUsage())
        .contains("exclude each other");
  }
}
