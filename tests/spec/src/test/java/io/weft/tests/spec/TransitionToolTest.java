package io.weft.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.testing.Fixtures;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockHeader;
import io.weft.node.cli.evm.t8n.B11rCommand;
import io.weft.node.cli.evm.t8n.T8nCommand;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code weft evm t8n} gives what geth's gives, for the inputs that geth tests its own with. */
class TransitionToolTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /**
   * A run of the tool.
   *
   * @param name folder of the inputs
   * @param txs file of transactions
   * @param env file of the environment
   * @param outputs what goes to the standard output
   * @param expected file with that, or null where only the exit code counts
   */
  private record Case(
      String name,
      String fork,
      String txs,
      String env,
      List<String> outputs,
      @Nullable String expected,
      int exitCode) {
    static Case of(String name, String fork, List<String> outputs, String expected) {
      return new Case(name, fork, "txs.json", "env.json", outputs, expected, 0);
    }

    Case withTxs(String file) {
      return new Case(name, fork, file, env, outputs, expected, exitCode);
    }

    static Case failing(String name, String fork, String env, int exitCode) {
      return new Case(name, fork, "txs.json", env, List.of("alloc", "result"), null, exitCode);
    }
  }

  private static final List<String> STATE_AND_RESULT = List.of("alloc", "result");

  private static final List<Case> CASES =
      List.of(
          Case.failing("4", "Berlin", "env.json", 4),
          Case.failing("11", "London", "env.json", 3),
          Case.of("13", "London", List.of("body"), "exp.json"),
          Case.of("13", "London", List.of("result"), "exp2.json").withTxs("signed_txs.rlp"),
          Case.of("19", "London", List.of("result"), "exp_london.json"),
          Case.of("19", "ArrowGlacier", List.of("result"), "exp_arrowglacier.json"),
          Case.of("19", "GrayGlacier", List.of("result"), "exp_grayglacier.json"),
          Case.of("24", "Merge", STATE_AND_RESULT, "exp.json"),
          Case.failing("24", "Merge", "env-missingrandom.json", 3),
          Case.of("25", "Merge", STATE_AND_RESULT, "exp.json"),
          Case.of("29", "Cancun", STATE_AND_RESULT, "exp.json"),
          Case.of("30", "Cancun", STATE_AND_RESULT, "exp.json").withTxs("txs_more.rlp"),
          Case.of("33", "Prague", STATE_AND_RESULT, "exp.json"),
          Case.of("34", "Osaka", STATE_AND_RESULT, "exp.json"),
          Case.failing("2", "Frontier+1346", "env.json", 3));

  @BeforeAll
  static void unpack() {
    Fixtures.forEach(
        "tracers-geth",
        path -> path.startsWith("tracers-geth/t8n/"),
        (path, content) -> {
          try {
            Path file = folder.resolve(path.substring("tracers-geth/t8n/".length()));
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, content);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> outputIsThatOfGeth() {
    return CASES.stream()
        .map(c -> dynamicTest(c.name + " " + c.fork + " " + c.txs + " " + c.env, () -> run(c)));
  }

  private static void run(Case c) throws IOException {
    TransitionToolTest tool = new TransitionToolTest();
    assertThat(tool.run(c.name, c.fork, c.txs, c.env, c.outputs))
        .as(tool.err.toString())
        .isEqualTo(c.exitCode);
    if (c.expected == null) {
      assertThat(tool.err.toString()).startsWith("ERROR(" + c.exitCode + "): ");
      return;
    }
    JsonNode expected = JSON.readTree(folder.resolve(c.name).resolve(c.expected).toFile());
    JsonNode actual = JSON.readTree(tool.out.toString());
    hideDecodingErrors(expected);
    hideDecodingErrors(actual);
    assertThat(actual).isEqualTo(expected);
  }

  /** What cannot be decoded is said in words of Go's types there, in others here. */
  private static void hideDecodingErrors(JsonNode output) {
    for (JsonNode rejection : output.path("result").path("rejected")) {
      if (rejection.path("error").asText().startsWith("rlp: ")) {
        ((ObjectNode) rejection).put("error", "rlp: …");
      }
    }
  }

  private int run(String name, String fork, String txs, String env, List<String> outputs) {
    Path inputs = folder.resolve(name);
    List<String> args = new ArrayList<>();
    args.add("--input.alloc=" + inputs.resolve("alloc.json"));
    args.add("--input.txs=" + inputs.resolve(txs));
    args.add("--input.env=" + inputs.resolve(env));
    args.add("--state.fork=" + fork);
    for (String output : List.of("alloc", "result", "body")) {
      args.add("--output." + output + "=" + (outputs.contains(output) ? "stdout" : ""));
    }
    return run(args);
  }

  private int run(List<String> args) {
    return new CommandLine(new T8nCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args.toArray(new String[0]));
  }

  @Test
  void accountThatCannotPayIsRejectedInGethsWords() throws IOException {
    assertThat(run("12", "London", "txs.json", "env.json", List.of("result"))).isZero();
    JsonNode result = JSON.readTree(out.toString()).get("result");
    assertThat(result.get("stateRoot").asText())
        .isEqualTo("0xe05f81f8244a76503ceec6f88abfcd03047a612a1001217f37d30984536597a5");
    assertThat(result.get("rejected").get(0).get("error").asText())
        .isEqualTo(
            "insufficient funds for gas * price + value: address"
                + " 0xa94f5374Fce5edBC8E2a8697C15331677e6EbF0B have 84000000 want 84000032");
  }

  @Test
  void typesOfLaterForksAreRejectedAndTheirNonceIsMissed() throws IOException {
    assertThat(run("9", "Berlin", "txs_signed.json", "env.json", List.of("result"))).isZero();
    JsonNode rejected = JSON.readTree(out.toString()).get("result").get("rejected");
    assertThat(rejected).hasSize(2);
    assertThat(rejected.get(0).get("error").asText()).isEqualTo("transaction type not supported");
    assertThat(rejected.get(1).get("error").asText())
        .startsWith("nonce too high: address 0xa94f5374Fce5edBC8E2a8697C15331677e6EbF0B, tx: 1");
  }

  @Test
  void accountsAfterLondonAreThoseOfTheReadme() throws IOException {
    assertThat(run("9", "London", "txs.json", "env.json", List.of("alloc"))).isZero();
    JsonNode alloc = JSON.readTree(out.toString()).get("alloc");
    assertThat(alloc)
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "0x000000000000000000000000000000000000aaaa": {
                    "code": "0x58585454", "balance": "0x3", "nonce": "0x1"},
                  "0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba": {"balance": "0x5bb10ddef6e0"},
                  "0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b": {
                    "balance": "0xff745ee8832120", "nonce": "0x2"}
                }
                """));
  }

  @Test
  void forkOfTheDaoMovesItsEther() throws IOException {
    assertThat(run("7", "HomesteadToDaoAt5", "txs.json", "env.json", List.of("alloc"))).isZero();
    JsonNode alloc = JSON.readTree(out.toString()).get("alloc");
    assertThat(alloc.get("0x005f5cee7a43331d5a3d3eec71305925a62f34b6").get("balance").asText())
        .isEqualTo("0x0");
  }

  @Test
  void selfdestructToZeroRuns() {
    assertThat(run("2", "Berlin", "txs.json", "env.json", STATE_AND_RESULT)).isZero();
  }

  @Test
  void stepsOfEachTransactionAreInAFileOfItsOwn() throws IOException {
    Path inputs = folder.resolve("31");
    Path traces = folder.resolve("traces");
    assertThat(
            run(
                List.of(
                    "--input.alloc=" + inputs.resolve("alloc.json"),
                    "--input.txs=" + inputs.resolve("txs.json"),
                    "--input.env=" + inputs.resolve("env.json"),
                    "--state.fork=Cancun",
                    "--output.basedir=" + traces,
                    "--trace")))
        .isZero();
    assertThat(traces).isDirectoryContaining(file -> file.endsWith("result.json"));
    List<Path> expected;
    try (Stream<Path> files = Files.list(inputs)) {
      expected = files.filter(file -> file.toString().endsWith(".jsonl")).toList();
    }
    assertThat(expected).hasSize(3);
    for (Path file : expected) {
      assertThat(Files.readAllLines(traces.resolve(file.getFileName())))
          .isEqualTo(Files.readAllLines(file));
    }
  }

  @Test
  void whatATracerTellsIsInAFileOfItsOwn() throws IOException {
    Path inputs = folder.resolve("31");
    Path traces = folder.resolve("tracers");
    List<String> args =
        List.of(
            "--input.alloc=" + inputs.resolve("alloc.json"),
            "--input.txs=" + inputs.resolve("txs.json"),
            "--input.env=" + inputs.resolve("env.json"),
            "--state.fork=Cancun",
            "--output.basedir=" + traces,
            "--trace.tracer.config={\"diffMode\":true}");
    assertThat(run(with(args, "--trace.tracer=prestateTracer"))).as(err.toString()).isZero();
    List<Path> names;
    try (Stream<Path> files = Files.list(inputs)) {
      names =
          files
              .map(file -> Objects.requireNonNull(file.getFileName()))
              .filter(file -> file.toString().startsWith("trace-"))
              .filter(file -> file.toString().endsWith(".json"))
              .toList();
    }
    assertThat(names).hasSize(3);
    for (Path name : names) {
      JsonNode told = JSON.readTree(traces.resolve(name).toFile());
      assertThat(told.get("pre")).isNotEmpty();
      assertThat(told.get("post")).isNotEmpty();
    }
    assertThat(run(with(args, "--trace.tracer={result: function() {}}"))).isEqualTo(3);
  }

  private static List<String> with(List<String> args, String another) {
    List<String> all = new ArrayList<>(args);
    all.add(another);
    return all;
  }

  @Test
  void inputsMayComeFromOnePipe() throws IOException {
    Path inputs = folder.resolve("25");
    ObjectNode piped = JSON.createObjectNode();
    piped.set("alloc", JSON.readTree(inputs.resolve("alloc.json").toFile()));
    piped.set("env", JSON.readTree(inputs.resolve("env.json").toFile()));
    piped.set("txs", JSON.readTree(inputs.resolve("txs.json").toFile()));
    InputStream standard = System.in;
    System.setIn(new ByteArrayInputStream(piped.toString().getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(
              run(
                  List.of(
                      "--input.alloc=stdin",
                      "--input.txs=stdin",
                      "--input.env=stdin",
                      "--state.fork=Merge",
                      "--output.alloc=stdout",
                      "--output.result=stdout")))
          .isZero();
    } finally {
      System.setIn(standard);
    }
    assertThat(JSON.readTree(out.toString()))
        .isEqualTo(JSON.readTree(inputs.resolve("exp.json").toFile()));
  }

  @Test
  void blockIsPutTogetherOfItsParts() throws IOException {
    Path inputs = folder.resolve("27");
    int exitCode =
        new CommandLine(new B11rCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(
                "--input.header=" + inputs.resolve("header.json"),
                "--input.ommers=" + inputs.resolve("ommers.json"),
                "--input.withdrawals=" + inputs.resolve("withdrawals.json"),
                "--input.txs=" + inputs.resolve("txs.rlp"),
                "--output.block=stdout");
    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(JSON.readTree(out.toString()))
        .isEqualTo(JSON.readTree(inputs.resolve("exp.json").toFile()));
  }

  /** Each is given as a whole block, of which the header is taken. */
  @Test
  void blockNamesItsOmmers() throws IOException {
    Path header = folder.resolve("27").resolve("header.json");
    Path none = Files.writeString(folder.resolve("none.json"), "[]");
    Path txs = Files.writeString(folder.resolve("txs.rlp"), "\"0xc0\"");
    String ommer = built(header, none, txs).get("rlp").asText();
    Path ommers = Files.writeString(folder.resolve("ommers.json"), "[\"" + ommer + "\"]");

    Block block = Block.decode(Bytes.fromHex(built(header, ommers, txs).get("rlp").asText()));

    assertThat(block.body().ommers()).containsExactly(Block.decode(Bytes.fromHex(ommer)).header());
    assertThat(block.header().ommersHash()).isNotEqualTo(BlockHeader.EMPTY_OMMERS_HASH);
  }

  private static JsonNode built(Path header, Path ommers, Path txs) throws IOException {
    TransitionToolTest tool = new TransitionToolTest();
    int exitCode =
        new CommandLine(new B11rCommand())
            .setOut(new PrintWriter(tool.out, true))
            .setErr(new PrintWriter(tool.err, true))
            .execute(
                "--input.header=" + header,
                "--input.ommers=" + ommers,
                "--input.txs=" + txs,
                "--output.block=stdout");
    assertThat(exitCode).as(tool.err.toString()).isZero();
    return JSON.readTree(tool.out.toString());
  }

  /** An ommer one block late gets seven eighths; who names it, a 32nd more than the whole. */
  @Test
  void rewardIsGivenInEitherBase() throws IOException {
    Path inputs = Files.createDirectories(folder.resolve("rewards"));
    Files.writeString(inputs.resolve("alloc.json"), "{}");
    Files.writeString(inputs.resolve("txs.json"), "[]");
    Files.writeString(
        inputs.resolve("env.json"),
        """
        {
          "currentCoinbase": "0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
          "currentDifficulty": "0x20000",
          "currentGasLimit": "0x750a163df65e8a",
          "currentNumber": "1",
          "currentTimestamp": "1000",
          "ommers": [{"delta": 1, "address": "0xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}]
        }
        """);
    for (String reward : List.of("128", "0x80")) {
      TransitionToolTest tool = new TransitionToolTest();
      int exitCode =
          tool.run(
              List.of(
                  "--input.alloc=" + inputs.resolve("alloc.json"),
                  "--input.txs=" + inputs.resolve("txs.json"),
                  "--input.env=" + inputs.resolve("env.json"),
                  "--state.fork=Byzantium",
                  "--state.reward=" + reward,
                  "--output.alloc=stdout",
                  "--output.result="));
      assertThat(exitCode).as(tool.err.toString()).isZero();
      assertThat(JSON.readTree(tool.out.toString()).get("alloc"))
          .isEqualTo(
              JSON.readTree(
                  """
                  {
                    "0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": {"balance": "0x84"},
                    "0xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb": {"balance": "0x70"}
                  }
                  """));
    }
  }

  @Test
  void missingFileAndWrongJsonHaveTheirExitCodes() throws IOException {
    assertThat(run(List.of("--input.alloc=" + folder.resolve("none.json")))).isEqualTo(11);
    Path broken = Files.writeString(folder.resolve("broken.json"), "{");
    assertThat(run(List.of("--input.alloc=" + broken))).isEqualTo(10);
  }
}
