package io.weft.node.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.primitives.Bytes;
import io.weft.node.rpc.MethodTable.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RpcDispatcherTest {
  private final List<Integer> groups = new ArrayList<>();
  private final MethodTable table =
      new MethodTable.Builder()
          .add("web3_echo", params -> params.get(0).node())
          .add("web3_count", params -> Json.quantity(params.size()))
          .add(
              "web3_crash",
              _ -> {
                throw new IllegalStateException("secret detail");
              })
          .add(
              "web3_revert",
              _ -> {
                throw RpcException.reverted("execution reverted: no", Bytes.of(0x12, 0x34));
              })
          .addGrouped("web3_group", this::group)
          .add("debug_hidden", _ -> Json.text("seen"))
          .build(Set.of("web3"));
  private final RpcDispatcher dispatcher = new RpcDispatcher(table, 4);

  private List<Outcome> group(List<Params> requests) {
    groups.add(requests.size());
    List<Outcome> outcomes = new ArrayList<>();
    requests.forEach(r -> outcomes.add(new Outcome.Result(r.get(0).node())));
    return outcomes;
  }

  private String answer(String body) {
    byte[] answer = dispatcher.answer(body.getBytes(UTF_8), new SilentSession());
    return answer == null ? "" : new String(answer, UTF_8);
  }

  private static String request(String id, String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}"
        .formatted(id, method, params);
  }

  private static String failure(String id, int code, String message) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":%d,\"message\":\"%s\"}}"
        .formatted(id, code, message);
  }

  private static String result(String id, String value) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(id, value);
  }

  @Test
  void idsOfAnyKindAreEchoed() {
    for (String id :
        List.of("1", "\"abc\"", "null", "1.50", "-7", "123456789012345678901234567890")) {
      assertThat(answer(request(id, "web3_echo", "[true]"))).isEqualTo(result(id, "true"));
    }
  }

  @Test
  void paramsMayBeMissing() {
    assertThat(answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"web3_count\"}"))
        .isEqualTo(result("1", "\"0x0\""));
    assertThat(answer(request("1", "web3_count", "null"))).isEqualTo(result("1", "\"0x0\""));
  }

  @Test
  void paramsByNameAreRefused() {
    assertThat(answer(request("1", "web3_count", "{}"))).contains("-32602");
  }

  @Test
  void brokenTextIsAParseError() {
    assertThat(answer("{\"jsonrpc\":"))
        .startsWith("{\"jsonrpc\":\"2.0\",\"id\":null")
        .contains("-32700");
    assertThat(answer("")).contains("-32700");
    assertThat(answer(request("1", "web3_count", "[]") + "x")).contains("-32700");
  }

  @Test
  void malformedRequestsAreInvalid() {
    assertThat(answer("1")).contains("-32600").contains("\"id\":null");
    assertThat(answer("{\"jsonrpc\":\"2.0\",\"id\":5}")).contains("-32600").contains("\"id\":5");
    assertThat(answer("{\"jsonrpc\":\"1.0\",\"id\":5,\"method\":\"web3_count\"}"))
        .contains("-32600");
    assertThat(answer("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"web3_count\"}"))
        .contains("-32600");
  }

  @Test
  void unknownAndHiddenMethodsAreNotFound() {
    assertThat(answer(request("1", "web3_none", "[]")))
        .isEqualTo(failure("1", -32601, "the method web3_none does not exist/is not available"));
    assertThat(answer(request("1", "debug_hidden", "[]")))
        .isEqualTo(failure("1", -32601, "the method debug_hidden does not exist/is not available"));
  }

  @Test
  void missingParameterIsNamed() {
    assertThat(answer(request("1", "web3_echo", "[]")))
        .isEqualTo(failure("1", -32602, "missing value for required argument 0"));
  }

  @Test
  void faultsDoNotLeak() {
    assertThat(answer(request("1", "web3_crash", "[]")))
        .isEqualTo(failure("1", -32603, "internal error"));
  }

  @Test
  void revertCarriesRawData() {
    assertThat(answer(request("1", "web3_revert", "[]")))
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":"
                + "{\"code\":3,\"message\":\"execution reverted: no\",\"data\":\"0x1234\"}}");
  }

  @Test
  void notificationsGetNoAnswer() {
    String notification = "{\"jsonrpc\":\"2.0\",\"method\":\"web3_count\"}";
    assertThat(answer(notification)).isEmpty();
    assertThat(answer("[" + notification + "]")).isEmpty();
    assertThat(answer("[" + notification + "," + request("1", "web3_count", "[]") + "]"))
        .isEqualTo("[" + result("1", "\"0x0\"") + "]");
  }

  @Test
  void emptyBatchIsInvalid() {
    assertThat(answer("[]")).isEqualTo(failure("null", -32600, "empty batch"));
  }

  @Test
  void batchAboveTheLimitIsRefused() {
    String one = request("9", "web3_count", "[]");
    assertThat(answer("[" + String.join(",", one, one, one, one, one) + "]"))
        .isEqualTo(
            "["
                + failure("9", -32600, "batch too large: expected at most 4 requests, got 5")
                + "]");
  }

  @Test
  void batchMixesGoodAndBad() {
    assertThat(
            answer(
                "["
                    + request("1", "web3_echo", "[1]")
                    + ",7,"
                    + request("2", "web3_none", "[]")
                    + "]"))
        .startsWith("[" + result("1", "1"))
        .contains("-32600")
        .contains("-32601");
  }

  @Test
  void neighboursOfAGroupedMethodRunTogether() {
    String batch =
        "["
            + String.join(
                ",",
                request("1", "web3_group", "[1]"),
                request("2", "web3_group", "[2]"),
                request("3", "web3_echo", "[3]"),
                request("4", "web3_group", "[4]"))
            + "]";
    assertThat(answer(batch))
        .isEqualTo(
            "["
                + result("1", "1")
                + ","
                + result("2", "2")
                + ","
                + result("3", "3")
                + ","
                + result("4", "4")
                + "]");
    assertThat(groups).containsExactly(2, 1);
  }

  private static final class SilentSession implements Session {
    @Override
    public boolean canPush() {
      return false;
    }

    @Override
    public boolean push(JsonNode notification) {
      return false;
    }

    @Override
    public void afterResponse(Runnable action) {
      action.run();
    }

    @Override
    public void onClose(Runnable action) {}
  }
}
