package io.weft.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The encodings of ethereum/tests, written and read; and what is none, refused. */
class RlpFixturesTest {

  @Test
  void everyEncodingIsWrittenAndReadBack() {
    Map<String, JsonNode> files = FixtureFiles.read("ethereum-tests", "RLPTests/rlptest");
    int cases = 0;
    for (JsonNode file : files.values()) {
      for (Map.Entry<String, JsonNode> test : file.properties()) {
        cases++;
        Bytes encoded = Bytes.fromHex(test.getValue().get("out").asText());
        RlpWriter out = new RlpWriter();
        write(out, test.getValue().get("in"));
        assertThat(out.toBytes()).as(test.getKey()).isEqualTo(encoded);
        assertThat(copy(encoded)).as(test.getKey()).isEqualTo(encoded);
      }
    }
    assertThat(cases).isEqualTo(28);
  }

  @Test
  void everyMalformedEncodingIsRefused() {
    Map<String, JsonNode> files = FixtureFiles.read("ethereum-tests", "RLPTests/invalid");
    int cases = 0;
    for (JsonNode file : files.values()) {
      for (Map.Entry<String, JsonNode> test : file.properties()) {
        cases++;
        Bytes encoded = Bytes.fromHex(test.getValue().get("out").asText());
        assertThatThrownBy(() -> copy(encoded)).as(test.getKey()).isInstanceOf(RlpException.class);
      }
    }
    assertThat(cases).isEqualTo(26);
  }

  @Test
  void everyRandomEncodingIsRead() {
    Map<String, JsonNode> files = FixtureFiles.read("ethereum-tests", "RLPTests/RandomRLPTests/");
    assertThat(files).hasSize(1);
    for (JsonNode test : Objects.requireNonNull(files.get("example.json"))) {
      Bytes encoded = Bytes.fromHex(test.get("out").asText());
      assertThat(copy(encoded)).isEqualTo(encoded);
    }
  }

  private static void write(RlpWriter out, JsonNode value) {
    if (value.isArray()) {
      int list = out.beginList();
      value.forEach(element -> write(out, element));
      out.endList(list);
    } else if (value.isNumber()) {
      out.write(minimal(value.bigIntegerValue()));
    } else if (value.asText().startsWith("#")) {
      out.write(minimal(new BigInteger(value.asText().substring(1))));
    } else {
      out.write(value.asText().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static byte[] minimal(BigInteger value) {
    byte[] bytes = value.toByteArray();
    return bytes[0] == 0 ? Bytes.copyOf(bytes, 1, bytes.length - 1).toArray() : bytes;
  }

  /** Reads exactly one item to its depth and writes what was read. */
  private static Bytes copy(Bytes encoded) {
    RlpReader in = new RlpReader(encoded);
    RlpWriter out = new RlpWriter();
    if (!in.hasNext()) {
      throw new RlpException("no item");
    }
    copyItem(in, out);
    in.end();
    return out.toBytes();
  }

  private static void copyItem(RlpReader in, RlpWriter out) {
    if (in.nextIsList()) {
      int list = out.beginList();
      RlpReader elements = in.list();
      while (elements.hasNext()) {
        copyItem(elements, out);
      }
      elements.end();
      out.endList(list);
    } else {
      out.write(in.bytes());
    }
  }
}
