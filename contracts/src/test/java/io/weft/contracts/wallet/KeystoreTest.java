package io.weft.contracts.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.contracts.SharedArchive;
import io.weft.execution.primitives.Hash32;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeystoreTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final char[] PASSWORD = "correct horse ü".toCharArray();
  private static final Account ACCOUNT =
      Account.fromHex("0x4646464646464646464646464646464646464646464646464646464646464646");
  private static final KeyDerivation FAST = new KeyDerivation.Scrypt(2, 1, 1);

  @TestFactory
  Stream<DynamicTest> publicVectorsOpen() throws IOException {
    return Stream.concat(
        vectors(SharedArchive.json("ethereum-tests", "KeyStoreTests/basic_tests.json")),
        vectors(SharedArchive.json("crypto", "keystore-geth/v1_test_vector.json")));
  }

  private static Stream<DynamicTest> vectors(JsonNode file) {
    return file.propertyStream()
        .map(
            vector ->
                dynamicTest(
                    vector.getKey(),
                    () ->
                        assertThat(
                                Keystore.read(
                                        vector.getValue().path("json").toString(),
                                        vector.getValue().path("password").asText().toCharArray())
                                    .privateKey())
                            .isEqualTo(Hash32.fromHex(vector.getValue().path("priv").asText()))));
  }

  @Test
  void whatIsWrittenOpensAgain() throws KeystoreException {
    for (KeyDerivation derivation :
        new KeyDerivation[] {KeyDerivation.LIGHT, new KeyDerivation.Pbkdf2(10)}) {
      String file = Keystore.write(ACCOUNT, PASSWORD, derivation, new SecureRandom());

      assertThat(Keystore.read(file, PASSWORD)).isEqualTo(ACCOUNT);
    }
  }

  @Test
  void fileStatesVersionAddressAndRandomId() throws IOException {
    JsonNode file = JSON.readTree(write());

    assertThat(file.path("version").asInt()).isEqualTo(3);
    assertThat(file.path("address").asText()).isEqualTo("9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f");
    assertThat(file.path("id").asText())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(write()).isNotEqualTo(file.toPrettyString());
  }

  @Test
  void wrongPasswordIsSaid() {
    assertThatExceptionOfType(KeystoreException.class)
        .isThrownBy(() -> Keystore.read(write(), "wrong".toCharArray()))
        .withMessage("wrong password: the keystore's authentication code differs");
  }

  @Test
  void lyingAddressIsRefused() throws IOException {
    ObjectNode file = (ObjectNode) JSON.readTree(write());
    file.put("address", "00000000000000000000000000000000000000aa");

    assertThatExceptionOfType(KeystoreException.class)
        .isThrownBy(() -> Keystore.read(file.toString(), PASSWORD))
        .withMessageContaining("wrong address");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "not json | expected a JSON object",
        "[]       | expected a JSON object",
        "{}       | unknown keystore version",
        "{'version':3} | expected text as 'cipher'",
        "{'version':3,'crypto':{'cipher':'aes-256-gcm'}} | unknown keystore cipher",
        "{'version':3,'crypto':{'cipher':'aes-128-ctr','kdf':'md5'}} | unknown key derivation",
        "{'version':3,'crypto':{'cipher':'aes-128-ctr','kdf':'scrypt','kdfparams':{'n':3,'r':1,'p':1}}}"
            + " | expected n a power of two",
        "{'version':3,'crypto':{'cipher':'aes-128-ctr','kdf':'scrypt','kdfparams':"
            + "{'n':1073741824,'r':1024,'p':1}}} | too costly",
        "{'version':3,'crypto':{'cipher':'aes-128-ctr','kdf':'pbkdf2','kdfparams':{'prf':'x'}}}"
            + " | unknown pbkdf2 function",
        "{'version':3,'crypto':{'cipher':'aes-128-ctr','kdf':'pbkdf2','kdfparams':"
            + "{'prf':'hmac-sha256','c':1}}} | expected a dklen",
      })
  void malformedFileIsRefused(String file, String message) {
    assertThatExceptionOfType(KeystoreException.class)
        .isThrownBy(() -> Keystore.read(file.replace('\'', '"'), PASSWORD))
        .withMessageContaining(message);
  }

  @Test
  void keyIsInNoText() {
    String digits = ACCOUNT.privateKey().toString().substring(2);

    assertThat(ACCOUNT.toString()).doesNotContain(digits);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Account.fromHex(digits + "46"))
        .withMessage("invalid private key: expected 64 hex digits, got 66");
  }

  private static String write() {
    return Keystore.write(ACCOUNT, PASSWORD, FAST, new SecureRandom());
  }
}
