package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hex;
import io.weft.node.cli.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weft evm run}. */
@Command(
    name = "run",
    description = "Run code by itself.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft evm run --code 60016002015f5260205ff3          1 + 2",
      "  weft evm run --code 5f5ffd --json                   each step, as EIP-3155 has it",
      "  weft evm run --code @contract.hex --input 0x06fdde03 --bench",
      "",
      "The code is called as a message: nothing is charged for a transaction around it. Exit code",
      "1 means that it reverted or failed."
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--code",
      paramLabel = "HEX|@FILE",
      description = "The code, or a file that has it in hexadecimal.")
  private @Nullable String code;

  @Option(
      names = "--input",
      paramLabel = "HEX|@FILE",
      description = "The call data (default: none).")
  private String input = "";

  @Option(
      names = "--gas",
      paramLabel = "N",
      description = "What it may spend (default: ${DEFAULT-VALUE}).")
  private long gas = 10_000_000_000L;

  @Option(
      names = "--fork",
      paramLabel = "NAME",
      description = "The rules, named as in Ethereum's tests (default: ${DEFAULT-VALUE}).")
  private String fork = "Osaka";

  @Option(
      names = "--prestate",
      paramLabel = "FILE",
      description = "The accounts before: a genesis file, or only its alloc.")
  private @Nullable Path prestate;

  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      description =
          "The account to call (default: ${DEFAULT-VALUE}); --code, where given, becomes its code.")
  private String to = "0x000000000000000000000000000000000000c0de";

  @Option(names = "--json", description = "Print each step and the result as JSON lines.")
  private boolean json;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description =
          "Run it N times, each on the same state (default: once; with --bench for 3 seconds).")
  private @Nullable Integer repeat;

  @Option(
      names = "--bench",
      description = "Warm up, then time the runs: median, min, max and gas per second.")
  private boolean bench;

  @Override
  public Integer call() {
    CodeRun run = prepare();
    PrintWriter out = spec.commandLine().getOut();
    return bench ? time(run, out) : execute(run, out);
  }

  private CodeRun prepare() {
    if (code == null && prestate == null) {
      throw usage("--code: expected code to run, or a --prestate that has it at --to");
    }
    if (gas < 0 || (repeat != null && repeat < 1)) {
      throw usage("--gas and --repeat: expected positive numbers");
    }
    ChainSpec rules = TestNetworks.spec(fork, FixtureJson.MAPPER.missingNode());
    if (rules == null) {
      throw usage("--fork: expected one of " + TestNetworks.names() + ", got " + fork);
    }
    WorldState pre = prestate == null ? WorldState.EMPTY : readState(prestate);
    Address target = address(to);
    if (code != null) {
      pre = pre.withCode(target, hex("--code", code));
    }
    return new CodeRun(rules, pre, target, hex("--input", input), gas);
  }

  private int execute(CodeRun run, PrintWriter out) {
    int runs = repeat == null ? 1 : repeat;
    for (int i = 1; i < runs; i++) {
      run.execute(null);
    }
    StepPrinter steps =
        json ? new StepPrinter(out, new StepPrinter.Details(true, false, true, false)) : null;
    long start = System.nanoTime();
    MessageResult result = run.execute(steps);
    long nanos = System.nanoTime() - start;
    String error = StepPrinter.error(result);
    long gasUsed = gas - result.gasLeft();
    if (json) {
      ObjectNode node = FixtureJson.MAPPER.createObjectNode();
      node.put("stateRoot", run.stateRoot().toString());
      node.put("output", result.output().toString());
      node.put("gasUsed", StepPrinter.hex(gasUsed));
      node.put("pass", error == null);
      node.put("time", nanos);
      node.put("fork", fork);
      if (error != null) {
        node.put("error", error);
      }
      out.println(node);
    } else {
      out.println((error == null ? "success" : error) + ", " + gasUsed + " gas");
      out.println(result.output());
    }
    out.flush();
    return error == null ? 0 : 1;
  }

  private int time(CodeRun run, PrintWriter out) {
    MessageResult result = run.execute(null);
    Timing timing = Timing.of(() -> run.execute(null), repeat);
    String error = StepPrinter.error(result);
    long gasUsed = gas - result.gasLeft();
    double megagasPerSecond = gasUsed * 1e3 / Math.max(1, timing.medianNanos());
    if (json) {
      ObjectNode node = FixtureJson.MAPPER.createObjectNode();
      node.put("runs", timing.runs());
      node.put("warmUpRuns", timing.warmUpRuns());
      node.put("medianNanos", timing.medianNanos());
      node.put("minNanos", timing.minNanos());
      node.put("maxNanos", timing.maxNanos());
      node.put("gasUsed", gasUsed);
      node.put("mgasPerSecond", Math.round(megagasPerSecond * 10) / 10.0);
      node.put("pass", error == null);
      node.put("fork", fork);
      out.println(node);
    } else {
      out.printf(
          Locale.ROOT,
          "%s, %d gas, %d runs after %d to warm up%n"
              + "median %.3f ms, min %.3f ms, max %.3f ms, %.1f Mgas/s%n",
          error == null ? "success" : error,
          gasUsed,
          timing.runs(),
          timing.warmUpRuns(),
          timing.medianNanos() / 1e6,
          timing.minNanos() / 1e6,
          timing.maxNanos() / 1e6,
          megagasPerSecond);
    }
    out.flush();
    return error == null ? 0 : 1;
  }

  private static WorldState readState(Path file) {
    try {
      JsonNode root = FixtureJson.MAPPER.readTree(file.toFile());
      return WorldState.of(
          FixtureJson.accounts(root.path("alloc").isObject() ? root.get("alloc") : root));
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure("--prestate: cannot use " + file + ": " + firstLine(e), e);
    }
  }

  private Address address(String text) {
    try {
      return Address.fromHex(text);
    } catch (IllegalArgumentException e) {
      throw usage("--to: expected 20 bytes in hexadecimal, got " + text);
    }
  }

  private Bytes hex(String option, String text) {
    try {
      String digits =
          text.startsWith("@") ? Files.readString(Path.of(text.substring(1))).strip() : text;
      return Bytes.wrap(Hex.decode(digits));
    } catch (IOException e) {
      throw new CommandFailure(option + ": cannot read " + text.substring(1), e);
    } catch (IllegalArgumentException e) {
      throw usage(option + ": expected bytes in hexadecimal: " + firstLine(e));
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
