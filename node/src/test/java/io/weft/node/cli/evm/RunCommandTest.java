package io.weft.node.cli.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RunCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return new CommandLine(new RunCommand())
        .setExpandAtFiles(false)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @Test
  void outputAndGasArePrinted() {
    assertThat(run("--code", "60016002015f5260205ff3")).isZero();
    assertThat(out.toString().lines())
        .containsExactly("success, 22 gas", "0x" + "0".repeat(63) + "3");
  }

  @Test
  void codeMayComeFromFile() throws IOException {
    Path file = Files.writeString(folder.resolve("code.hex"), "0x60016002015f5260205ff3\n");
    assertThat(run("--code", "@" + file)).isZero();
    assertThat(out.toString()).startsWith("success, 22 gas");
  }

  @Test
  void revertIsExitCodeOne() {
    assertThat(run("--code", "5f5ffd")).isEqualTo(1);
    assertThat(out.toString()).startsWith("execution reverted, 4 gas");
  }

  @Test
  void forkDecidesWhatIsAnInstruction() {
    assertThat(run("--code", "5f", "--fork", "London", "--gas", "100")).isEqualTo(1);
    assertThat(out.toString()).startsWith("invalid opcode, 100 gas");
  }

  @Test
  void jsonTellsEachStepAndTheResult() {
    assertThat(run("--code", "6001", "--json", "--gas", "1000")).isZero();
    assertThat(out.toString().lines().limit(2))
        .containsExactly(
            "{\"pc\":0,\"op\":96,\"gas\":\"0x3e8\",\"gasCost\":\"0x3\",\"memSize\":0,\"stack\":[],"
                + "\"returnData\":\"0x\",\"depth\":1,\"refund\":0,\"opName\":\"PUSH1\"}",
            "{\"pc\":2,\"op\":0,\"gas\":\"0x3e5\",\"gasCost\":\"0x0\",\"memSize\":0,"
                + "\"stack\":[\"0x1\"],\"returnData\":\"0x\",\"depth\":1,\"refund\":0,"
                + "\"opName\":\"STOP\"}");
    assertThat(out.toString().lines().skip(2).findFirst().orElseThrow())
        .contains("\"gasUsed\":\"0x3\",\"pass\":true")
        .contains("\"fork\":\"Osaka\"");
  }

  @Test
  void prestateHoldsAccountsThatCodeReads() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("alloc.json"),
            "{\"0x00000000000000000000000000000000000000aa\": {\"balance\": \"0x7\","
                + " \"code\": \"0x5f545f5260205ff3\", \"storage\": {\"0x00\": \"0x2a\"}}}");
    assertThat(
            run(
                "--prestate",
                file.toString(),
                "--to",
                "0x00000000000000000000000000000000000000aa"))
        .isZero();
    assertThat(out.toString()).endsWith("2a\n");
  }

  @Test
  void wrongHexIsBadUsage() {
    assertThat(run("--code", "zz")).isEqualTo(2);
    assertThat(err.toString()).contains("--code: expected bytes in hexadecimal");
  }

  @Test
  void unknownForkIsBadUsageThatNamesTheKnownOnes() {
    assertThat(run("--code", "00", "--fork", "Foo")).isEqualTo(2);
    assertThat(err.toString()).contains("Shanghai, Cancun, Prague").contains("got Foo");
  }
}
