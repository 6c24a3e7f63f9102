package io.weft.tests.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * One call to measure.
 *
 * @param codes of the accounts there are
 * @param storage of the accounts that have any
 */
record CallWorkload(
    String name,
    Map<Address, Bytes> codes,
    Map<Address, Map<U256, U256>> storage,
    Address to,
    Bytes data) {
  static final long GAS = 1_000_000_000;
  static final Address CALLER = Address.of(0xCA11E4);

  private static final Address CONTRACT = Address.of(0xC0DE);
  private static final Address TOKEN = Address.of(0x70CE4);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Everything in the archive that runs by itself, and loops around one thing each. */
  static List<CallWorkload> all(Path archive) throws IOException {
    Map<String, byte[]> files = read(archive);
    List<CallWorkload> workloads = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().endsWith(".json")) {
        addStateTest(file.getValue(), workloads);
      }
    }
    workloads.add(simple("ten thousand hashes", loop(10_000, "60205f205f52")));
    // the key is a hash of the counter, the value the counter
    workloads.add(simple("two thousand new slots", loop(2_000, "805f5260205f20819055")));
    workloads.add(simple("two thousand slots, read", loop(2_000, "805f5260205f205450")));
    workloads.add(transfers(Bytes.fromHex(text(files, "pevm/erc20/assets/ERC20Token.hex"))));
    workloads.add(UniswapWorkload.of(name -> text(files, "pevm/" + name + ".hex")));
    return workloads;
  }

  private static Map<String, byte[]> read(Path archive) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZstdInputStream plain =
            new ZstdInputStream(new BufferedInputStream(Files.newInputStream(archive)));
        TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
      plain.setLongMax(27);
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile()) {
          files.put(entry.getName(), tar.readAllBytes());
        }
      }
    }
    return files;
  }

  private static String text(Map<String, byte[]> files, String name) {
    byte[] content = files.get("evm-bench/" + name);
    if (content == null) {
      throw new IllegalArgumentException("the archive has no " + name);
    }
    return new String(content, StandardCharsets.US_ASCII).strip();
  }

  private static void addStateTest(byte[] json, List<CallWorkload> workloads) throws IOException {
    for (Map.Entry<String, JsonNode> test : MAPPER.readTree(json).properties()) {
      JsonNode transaction = test.getValue().get("transaction");
      Address to = Address.fromHex(transaction.get("to").textValue());
      Map<Address, Bytes> codes = new TreeMap<>();
      for (Map.Entry<String, JsonNode> account : test.getValue().get("pre").properties()) {
        Bytes code = Bytes.fromHex(account.getValue().get("code").textValue());
        if (!code.isEmpty()) {
          codes.put(Address.fromHex(account.getKey()), code);
        }
      }
      int index = 0;
      JsonNode data = transaction.get("data");
      for (JsonNode item : data) {
        String name = data.size() == 1 ? test.getKey() : test.getKey() + " " + index++;
        workloads.add(new CallWorkload(name, codes, Map.of(), to, Bytes.fromHex(item.textValue())));
      }
    }
  }

  private static CallWorkload simple(String name, String code) {
    return new CallWorkload(
        name, Map.of(CONTRACT, Bytes.fromHex(code)), Map.of(), CONTRACT, Bytes.EMPTY);
  }

  /** A body around a counter on the stack that it leaves alone. */
  private static String loop(int count, String body) {
    return "61%04x5b%s6001900380600357".formatted(count, body) + "00";
  }

  /** A thousand transfers of an ERC-20 to as many accounts. */
  private static CallWorkload transfers(Bytes token) {
    Bytes driver =
        Bytes.fromHex(
            "63a9059cbb60e01b5f52" // the selector of transfer(address,uint256)
                + "6001602452" // one unit
                + "6103e8" // a thousand times
                + "5b" // at 0x12
                + "8062010000016004526000600060446000600073"
                + TOKEN.toString().substring(2)
                + "5af1" // the counter names the recipient
                + "15603f57" // it failed: nowhere to jump to
                + "60019003806012575f5ff3");
    byte[] slot = new byte[64];
    CONTRACT.copyTo(slot, 12);
    U256 balance = U256.fromBytes(Keccak256.hash(slot));
    return new CallWorkload(
        "a thousand ERC-20 transfers",
        Map.of(CONTRACT, driver, TOKEN, token),
        Map.of(TOKEN, Map.of(balance, U256.of(1L << 60))),
        CONTRACT,
        Bytes.EMPTY);
  }
}
