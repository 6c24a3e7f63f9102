package io.weft.tests.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** JSON-RPC 2.0 itself: malformed requests, unknown methods, wrong parameters, batches. */
@NeedsClients
final class ProtocolErrorsTest {

  @RegisterExtension static final DevNode NODE = DevNode.ephemeral();

  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;
  private static final int METHOD_NOT_FOUND = -32601;
  private static final int INVALID_PARAMS = -32602;

  private final JsonRpc rpc = NODE.rpc();

  @Test
  void textThatIsNotJsonIsAParseError() {
    for (String body : new String[] {"{", "nonsense", "[{\"jsonrpc\":"}) {
      JsonNode answer = rpc.post(body);
      assertThat(code(answer)).as(body).isEqualTo(PARSE_ERROR);
      assertThat(answer.get("id").isNull()).isTrue();
    }
  }

  @Test
  void jsonThatIsNoRequestIsInvalid() {
    for (String body :
        new String[] {"1", "\"text\"", "{}", "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":5}"}) {
      assertThat(code(rpc.post(body))).as(body).isEqualTo(INVALID_REQUEST);
    }
  }

  @Test
  void unknownMethodIsNamed() {
    JsonNode error = rpc.error("eth_noSuchMethod");
    assertThat(error.get("code").asInt()).isEqualTo(METHOD_NOT_FOUND);
    assertThat(error.get("message").asText()).contains("eth_noSuchMethod");
  }

  @Test
  void wrongParametersAreInvalid() {
    assertThat(paramsError("eth_getBalance")).isEqualTo(INVALID_PARAMS);
    assertThat(paramsError("eth_getBalance", "0x12")).isEqualTo(INVALID_PARAMS);
    assertThat(paramsError("eth_getBalance", 5)).isEqualTo(INVALID_PARAMS);
    assertThat(paramsError("eth_getBlockByNumber", "sometime", false)).isEqualTo(INVALID_PARAMS);
    assertThat(paramsError("eth_getBlockByNumber", "0x01g", false)).isEqualTo(INVALID_PARAMS);
    assertThat(paramsError("eth_getTransactionReceipt", "0x1234")).isEqualTo(INVALID_PARAMS);
    assertThat(paramsError("eth_call", "a string")).isEqualTo(INVALID_PARAMS);
    assertThat(paramsError("eth_getLogs", Map.of("address", "0xzz"))).isEqualTo(INVALID_PARAMS);
  }

  @Test
  void paramsMayBeMissingOrNamedEmpty() {
    assertThat(rpc.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\"}").get("result"))
        .isEqualTo(rpc.call("eth_chainId"));
    // The block parameter of a query may be left out.
    assertThat(rpc.call("eth_getBalance", DevAccounts.address(0)).asText()).startsWith("0x");
  }

  @Test
  void idComesBackAsItWasSent() {
    for (String id : new String[] {"7", "\"seven\"", "null", "1234567890123"}) {
      String body =
          "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"eth_chainId\",\"params\":[]}";
      assertThat(rpc.post(body).get("id")).hasToString(id);
    }
  }

  @Test
  void batchAnswersEachMember() {
    JsonNode answers =
        rpc.post(
            """
            [{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]},
             {"jsonrpc":"2.0","id":2,"method":"eth_noSuchMethod","params":[]},
             {"jsonrpc":"2.0","id":3,"method":"eth_getBalance","params":["0x12","latest"]},
             5,
             {"jsonrpc":"2.0","id":4,"method":"eth_blockNumber","params":[]}]
            """);
    assertThat(answers).hasSize(5);
    assertThat(withId(answers, "1").get("result").asText()).isEqualTo("0x7a69");
    assertThat(code(withId(answers, "2"))).isEqualTo(METHOD_NOT_FOUND);
    assertThat(code(withId(answers, "3"))).isEqualTo(INVALID_PARAMS);
    assertThat(code(withId(answers, "null"))).isEqualTo(INVALID_REQUEST);
    assertThat(withId(answers, "4").get("result").asText()).startsWith("0x");
  }

  @Test
  void emptyBatchIsOneInvalidRequest() {
    JsonNode answer = rpc.post("[]");
    assertThat(answer.isObject()).isTrue();
    assertThat(code(answer)).isEqualTo(INVALID_REQUEST);
  }

  @Test
  void unknownThingsAreNullAndNotErrors() {
    String nothing = "0x" + "12".repeat(32);
    assertThat(rpc.call("eth_getTransactionByHash", nothing).isNull()).isTrue();
    assertThat(rpc.call("eth_getTransactionReceipt", nothing).isNull()).isTrue();
    assertThat(rpc.call("eth_getBlockByHash", nothing, false).isNull()).isTrue();
    assertThat(rpc.call("eth_getBlockByNumber", "0xffffff", false).isNull()).isTrue();
  }

  @Test
  void expiredFilterIsNotFound() {
    JsonNode error = rpc.error("eth_getFilterChanges", "0x1234567890");
    assertThat(error.get("code").asInt()).isEqualTo(-32000);
    assertThat(error.get("message").asText()).isEqualTo("filter not found");
  }

  private int paramsError(String method, Object... params) {
    return rpc.error(method, params).get("code").asInt();
  }

  private static JsonNode withId(JsonNode answers, String id) {
    for (JsonNode answer : answers) {
      if (answer.path("id").asText().equals(id)) {
        return answer;
      }
    }
    throw new AssertionError("no answer has the id %s: %s".formatted(id, answers));
  }

  private static int code(JsonNode answer) {
    return answer.path("error").path("code").asInt();
  }
}
