package io.weft.execution.chainspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GenesisJsonTest {

  @Test
  void numbersMayBeDecimalHexadecimalOrJson() {
    Genesis genesis =
        read(
            """
            {"config": {"chainId": "0x10"}, "gasLimit": 5000, "timestamp": "7", "nonce": "0x2a",
             "alloc": {
               "0x0000000000000000000000000000000000000001": {"balance": "100"},
               "0000000000000000000000000000000000000002":
                   {"balance": "0x64", "nonce": 3, "code": "0x6000", "storage": {"0x1": "0x02"}}}}
            """);
    assertThat(genesis.spec().chainId()).isEqualTo(16);
    assertThat(genesis.gasLimit()).isEqualTo(5000);
    assertThat(genesis.timestamp()).isEqualTo(7);
    assertThat(genesis.nonce()).isEqualTo(42);
    assertThat(genesis.alloc().get(Address.of(1)))
        .isEqualTo(GenesisAccount.ofBalance(U256.of(100)));
    GenesisAccount contract = Objects.requireNonNull(genesis.alloc().get(Address.of(2)));
    assertThat(contract.code()).isEqualTo(Bytes.of(0x60, 0));
    assertThat(contract.nonce()).isEqualTo(3);
    assertThat(contract.storage()).containsEntry(U256.ONE, U256.of(2));
  }

  @Test
  void petersburgComesWithConstantinople() {
    Genesis genesis = withConfig("\"constantinopleBlock\": 4");
    assertThat(genesis.spec().forkAt(4, 0)).isEqualTo(Fork.PETERSBURG);
  }

  @Test
  void blobForksTakeTheirParametersFromTheSchedule() {
    Genesis genesis =
        withConfig(
            """
            "cancunTime": 10, "pragueTime": 20, "osakaTime": 30, "bpo1Time": 40,
            "blobSchedule": {
              "cancun": {"target": 1, "max": 2, "baseFeeUpdateFraction": 3},
              "bpo1": {"target": 10, "max": 15, "baseFeeUpdateFraction": 8346193}}
            """);
    ChainSpec spec = genesis.spec();
    assertThat(spec.blobParametersAt(9)).isNull();
    assertThat(spec.blobParametersAt(10)).isEqualTo(new BlobParameters(1, 2, 3));
    assertThat(spec.blobParametersAt(39)).isEqualTo(BlobParameters.PRAGUE);
    assertThat(spec.blobParametersAt(40)).isEqualTo(new BlobParameters(10, 15, 8_346_193));
  }

  @Test
  void terminalDifficultyReachedAtGenesisMeansProofOfStake() {
    assertThat(withConfig("\"terminalTotalDifficulty\": 0").spec().forkAt(0, 0))
        .isEqualTo(Fork.PARIS);
    assertThat(withConfig("\"terminalTotalDifficulty\": 1").spec().forkAt(0, 0))
        .isEqualTo(Fork.FRONTIER);
  }

  @Test
  void devRulesAreReadFromTheirOwnSection() {
    assertThat(withConfig("\"weft\": {\"gasFree\": true}").spec().dev())
        .isEqualTo(new DevRules(true, false, false));
  }

  @Test
  void unknownForkIsRefusedByName() {
    assertRefused(
        "\"futureTime\": 1",
        "test.json: config.futureTime: expected a fork that this version knows, got 1");
  }

  @Test
  void forksOutOfOrderAreRefused() {
    assertRefused(
        "\"berlinBlock\": 5, \"londonBlock\": 4",
        "test.json: config.fork starts: forks out of order: expected LONDON at 5 or later, as"
            + " BERLIN, got 4");
  }

  @Test
  void blobForkWithoutParametersIsRefused() {
    assertRefused(
        "\"cancunTime\": 0, \"bpo2Time\": 5",
        "test.json: config.blobSchedule.bpo2: expected an object beside bpo2Time, got nothing");
  }

  @Test
  void malformedValuesAreRefusedWithFileFieldAndValue() {
    assertThatThrownBy(() -> read("{\"config\": {\"chainId\": 1}, \"gasLimit\": \"lots\"}"))
        .hasMessage(
            "test.json: gasLimit: expected a decimal or 0x-hexadecimal number, got \"lots\"");
    assertThatThrownBy(() -> read("[1]"))
        .isInstanceOf(GenesisException.class)
        .hasMessage("test.json: file: expected an object, got [1]");
    assertThatThrownBy(() -> read("{\"config\": {"))
        .isInstanceOf(GenesisException.class)
        .hasMessageStartingWith("test.json: expected JSON, got a problem at line 1: ");
    assertThatThrownBy(
            () ->
                read("{\"config\": {\"chainId\": 1}, \"gasLimit\": 1, \"alloc\": {\"0xab\": {}}}"))
        .hasMessageContaining("expected an address as name, got 0xab");
  }

  @Test
  void absurdNestingIsRefused() {
    assertThatThrownBy(() -> read("{\"a\":".repeat(100_000))).isInstanceOf(GenesisException.class);
  }

  private static void assertRefused(String config, String message) {
    assertThatThrownBy(() -> withConfig(config))
        .isInstanceOf(GenesisException.class)
        .hasMessage(message);
  }

  private static Genesis withConfig(String config) {
    return read(
        "{\"config\": {\"chainId\": 1, " + config + "}, \"gasLimit\": 5000, \"alloc\": {}}");
  }

  private static Genesis read(String json) {
    return GenesisJson.read("test.json", json.getBytes(StandardCharsets.UTF_8));
  }
}
