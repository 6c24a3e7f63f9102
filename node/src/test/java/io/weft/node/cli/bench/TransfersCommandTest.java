package io.weft.node.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.node.cli.RunningChain;
import io.weft.node.cli.Weft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code bench transfers} with small numbers. */
@Timeout(60)
final class TransfersCommandTest {
  @RegisterExtension static final RunningChain CHAIN = RunningChain.instant();

  private static Weft.Outcome transfers(RunningChain chain, String... arguments) {
    List<String> all = new ArrayList<>(List.of("bench", "transfers"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--rpc", chain.url()));
    return Weft.run(all.toArray(String[]::new));
  }

  @Test
  void paymentsOfEtherAllSucceed() {
    JsonNode json =
        transfers(CHAIN, "--count", "60", "--accounts", "5", "--batch", "10", "--json")
            .succeeded()
            .json();

    assertThat(json.path("kind").asText()).isEqualTo("transfers");
    assertThat(json.path("succeeded").asInt()).isEqualTo(60);
    assertThat(json.path("gasPerSecond").asLong()).isPositive();
    assertThat(json.has("problem")).isFalse();
  }

  @Test
  void paymentsOfTokensAllSucceed() {
    Weft.Outcome outcome =
        transfers(CHAIN, "--kind", "erc20", "--count", "60", "--accounts", "5").succeeded();

    assertThat(outcome.fact("kind")).isEqualTo("erc20");
    assertThat(outcome.fact("succeeded")).isEqualTo("60");
    assertThat(outcome.err()).contains("preparing 5 accounts", "signed 60 payments");
  }

  /** Each block has room for ten; nobody signals again for what it leaves. */
  @Test
  void whatFullBlocksLeaveLandsInTheNextOnes() throws IOException {
    try (RunningChain small = RunningChain.instantWithGasLimit(210_000).start()) {
      JsonNode json =
          transfers(
                  small,
                  "--count",
                  "95",
                  "--accounts",
                  "3",
                  "--senders",
                  "1",
                  "--timeout",
                  "10",
                  "--json")
              .succeeded()
              .json();

      assertThat(json.path("succeeded").asInt()).isEqualTo(95);
      assertThat(json.path("blocks").asInt()).isGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void badUsageIsNamed() {
    assertThat(transfers(CHAIN, "--kind", "nfts").badUsage()).contains("--kind", "nfts");
    assertThat(transfers(CHAIN, "--count", "0").badUsage()).contains("--count", "got 0");
    assertThat(transfers(CHAIN, "--count", "many").badUsage()).contains("--count", "many");
    assertThat(transfers(CHAIN, "--mnemonic", "nonsense").badUsage()).contains("--mnemonic");
    assertThat(transfers(CHAIN, "extra").badUsage()).contains("extra");
  }

  @Test
  void payersWithoutEtherAreAFailureThatSaysSo() {
    assertThat(
            transfers(
                    CHAIN,
                    "--json",
                    "--mnemonic",
                    "legal winner thank year wave sausage worth useful legal winner thank yellow")
                .failure())
        .contains("not enough ether");
  }
}
