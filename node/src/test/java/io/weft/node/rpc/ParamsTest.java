package io.weft.node.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class ParamsTest {

  private static Params params(String text) {
    return Params.of(Json.parse(text.getBytes(UTF_8)));
  }

  private static Param param(String text) {
    return params("[" + text + "]").get(0);
  }

  @Test
  void quantitiesAreHexadecimalOrPlainNumbers() {
    assertThat(param("\"0x1f\"").quantity()).isEqualTo(U256.of(31));
    assertThat(param("\"0x0001f\"").quantity()).isEqualTo(U256.of(31));
    assertThat(param("31").quantity()).isEqualTo(U256.of(31));
    assertThat(param("\"0xffffffffffffffff\"").uint64()).isEqualTo(-1);
  }

  @Test
  void malformedQuantitiesAreRefusedByName() {
    refuses(() -> param("\"2\"").quantity(), "invalid argument 0: hex string without 0x prefix");
    refuses(() -> param("\"0x\"").quantity(), "invalid argument 0: empty hex string");
    refuses(() -> param("\"0xzz\"").quantity(), "invalid argument 0: invalid hex string");
    refuses(() -> param("-1").quantity(), "invalid argument 0: expected a string, got a number");
    refuses(
        () -> param("\"0x8000000000000000\"").number(), "invalid argument 0: hex number > 63 bits");
    refuses(
        () -> param("\"0x1" + "0".repeat(64) + "\"").quantity(),
        "invalid argument 0: hex number > 256 bits");
  }

  @Test
  void addressesHaveTwentyBytes() {
    assertThat(param("\"0x" + "00".repeat(19) + "01\"").address()).isEqualTo(Address.of(1));
    refuses(
        () -> param("\"0x01\"").address(),
        "invalid argument 0: hex string has length 2, want 40 for address");
  }

  @Test
  void membersAreNamedInRefusals() {
    refuses(
        () -> param("{\"gas\":\"1\"}").required("gas").quantity(),
        "invalid argument 0: gas: hex string without 0x prefix");
    refuses(() -> param("{}").required("gas"), "invalid argument 0: missing gas");
    assertThat(param("{\"gas\":null}").field("gas")).isNull();
  }

  @Test
  void blocksAreNamedByTagNumberOrHash() {
    assertThat(params("[]").block(0)).isEqualTo(BlockId.Tag.LATEST);
    assertThat(params("[\"safe\"]").block(0)).isEqualTo(BlockId.Tag.SAFE);
    assertThat(params("[\"0x10\"]").block(0)).isEqualTo(new BlockId.ByNumber(16));
    assertThat(params("[16]").block(0)).isEqualTo(new BlockId.ByNumber(16));
    Hash32 hash = Hash32.from(U256.of(5));
    assertThat(params("[\"" + hash + "\"]").block(0)).isEqualTo(new BlockId.ByHash(hash, false));
    assertThat(params("[{\"blockHash\":\"" + hash + "\",\"requireCanonical\":true}]").block(0))
        .isEqualTo(new BlockId.ByHash(hash, true));
    assertThat(params("[{\"blockNumber\":\"0x2\"}]").block(0)).isEqualTo(new BlockId.ByNumber(2));
    refuses(
        () -> params("[\"newest\"]").block(0), "invalid argument 0: hex string without 0x prefix");
  }

  private static void refuses(ThrowingCallable read, String message) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            RpcException.class, e -> assertThat(e.code()).isEqualTo(RpcException.INVALID_PARAMS))
        .hasMessage(message);
  }
}
