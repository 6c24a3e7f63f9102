package io.weft.tests.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.block.GenesisBlock;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.GenesisJson;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.Hex;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Block;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.Transaction;
import io.weft.node.cli.evm.WorldState;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** GenesisTests, and the BasicTests about what still exists. */
class BasicFixturesTest {

  @Test
  void genesisFilesGiveTheirBlocks() {
    int cases = 0;
    for (JsonNode file : FixtureFiles.read("ethereum-tests", "GenesisTests/").values()) {
      for (Map.Entry<String, JsonNode> test : file.properties()) {
        cases++;
        ObjectNode json = test.getValue().deepCopy();
        json.putObject("config").put("chainId", 1);
        Bytes expected = Bytes.wrap(Hex.decode(json.remove("result").asText()));
        // An older name of the balance.
        String text = json.toString().replace("\"wei\":", "\"balance\":");
        Genesis genesis = GenesisJson.read(test.getKey(), text.getBytes(UTF_8));
        Block block = GenesisBlock.block(genesis, WorldState.of(genesis.alloc()).root());
        assertThat(block.encoded()).as(test.getKey()).isEqualTo(expected);
      }
    }
    assertThat(cases).isEqualTo(3);
  }

  @Test
  void genesisOfMainnetHashesToItsName() {
    JsonNode test = file("genesishashestest.json");
    Block block = Block.decode(Bytes.wrap(Hex.decode(test.get("genesis_rlp_hex").asText())));
    assertThat(block.header().stateRoot()).isEqualTo(hash(test, "genesis_state_root"));
    assertThat(block.hash()).isEqualTo(hash(test, "genesis_hash"));
  }

  @Test
  void keysHaveTheirAddresses() {
    JsonNode tests = file("keyaddrtest.json");
    assertThat(tests).hasSize(2);
    for (JsonNode test : tests) {
      byte[] key = Hex.decode(test.get("key").asText());
      assertThat(Keccak256.hash(test.get("seed").asText().getBytes(UTF_8))).isEqualTo(key);
      Address address = Address.fromHex(test.get("addr").asText());
      assertThat(Secp256k1.addressOfPrivateKey(key)).isEqualTo(address);
    }
  }

  @Test
  void signedTransactionsAreThoseOfTheirKeys() {
    JsonNode tests = file("txtest.json");
    assertThat(tests).hasSize(2);
    for (JsonNode test : tests) {
      Bytes signed = Bytes.wrap(Hex.decode(test.get("signed").asText()));
      Transaction transaction = Transaction.decode(signed);
      assertThat(transaction).isInstanceOf(LegacyTransaction.class);
      assertThat(transaction.encoded()).isEqualTo(signed);
      assertThat(transaction.nonce()).isEqualTo(test.get("nonce").asLong());
      assertThat(transaction.gasLimit()).isEqualTo(test.get("startgas").asLong());
      assertThat(transaction.maxFeePerGas()).isEqualTo(U256.of(test.get("gasprice").asLong()));
      assertThat(transaction.value()).isEqualTo(U256.of(test.get("value").asLong()));
      Signature signature = transaction.signature();
      Address sender =
          Secp256k1.recover(
              transaction.signingHash(), signature.r(), signature.s(), signature.yParity());
      assertThat(sender)
          .isEqualTo(Secp256k1.addressOfPrivateKey(Hex.decode(test.get("key").asText())));
    }
  }

  private static JsonNode file(String name) {
    return Objects.requireNonNull(
        FixtureFiles.read("ethereum-tests", "BasicTests/").get(name), name);
  }

  private static Hash32 hash(JsonNode test, String field) {
    return Hash32.fromHex(test.get(field).asText());
  }
}
