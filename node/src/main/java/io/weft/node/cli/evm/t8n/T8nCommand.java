package io.weft.node.cli.evm.t8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.block.HeaderRules;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.node.cli.evm.FixtureJson;
import io.weft.node.cli.evm.StepPrinter;
import io.weft.node.cli.evm.TestNetworks;
import io.weft.node.cli.evm.WorldState;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.Param;
import io.weft.node.rpc.RpcException;
import io.weft.node.rpc.api.trace.TraceOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft evm t8n}. */
@Command(
    name = "t8n",
    aliases = "transition",
    description = "Execute one block from files to files, as geth's 'evm t8n' does.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "An input named 'stdin' is the member alloc, env or txs of one JSON object read there; outputs",
      "named 'stdout' or 'stderr' are members of one object printed there. Transactions that cannot",
      "be in the block are listed in the result, in geth's words.",
      "",
      "Exit codes: 2 the block cannot be executed, 3 incomplete environment or unknown fork, 4 a",
      "block hash is missing, 10 JSON, 11 a file, 12 RLP.",
      "",
      "Example: weft evm t8n --state.fork Osaka --output.result stdout --output.alloc stdout"
    })
public final class T8nCommand implements Callable<Integer> {
  private static final String STDIN = ToolFiles.STDIN;

  @Spec private CommandSpec spec;

  @Option(names = "--input.alloc", paramLabel = "FILE", description = "The accounts before.")
  private String inputAlloc = "alloc.json";

  @Option(names = "--input.env", paramLabel = "FILE", description = "The block's environment.")
  private String inputEnv = "env.json";

  @Option(
      names = "--input.txs",
      paramLabel = "FILE",
      description = "The transactions: JSON, with a secretKey to be signed, or *.rlp.")
  private String inputTxs = "txs.json";

  @Option(names = "--output.basedir", paramLabel = "DIR", description = "Where outputs go.")
  private Path base = Path.of("");

  @Option(names = "--output.alloc", paramLabel = "FILE", description = "The accounts after.")
  private String outputAlloc = "alloc.json";

  @Option(names = "--output.result", paramLabel = "FILE", description = "Roots, receipts, gas.")
  private String outputResult = "result.json";

  @Option(
      names = "--output.body",
      paramLabel = "FILE",
      description = "The transactions that are in the block, as RLP (default: nowhere).")
  private String outputBody = "";

  @Option(
      names = "--state.fork",
      paramLabel = "NAME",
      description = "The rules (default: ${DEFAULT-VALUE}).")
  private String fork = "GrayGlacier";

  @Option(
      names = "--state.chainid",
      paramLabel = "N",
      converter = DecimalOrHexadecimal.class,
      description = "The chain's number (default: ${DEFAULT-VALUE}).")
  private long chainId = 1;

  @Option(
      names = "--state.reward",
      paramLabel = "WEI",
      converter = DecimalOrHexadecimal.class,
      description = "For mining the block; -1 pays nobody (default: ${DEFAULT-VALUE}).")
  private long reward;

  @Option(
      names = "--trace",
      description = "Write the steps of each transaction to trace-INDEX-HASH.jsonl.")
  private boolean trace;

  @Option(names = "--trace.memory", description = "Steps tell the memory.")
  private boolean traceMemory;

  @Option(names = "--trace.nostack", description = "Steps do not tell the stack.")
  private boolean traceNoStack;

  @Option(names = "--trace.returndata", description = "Steps tell what was returned.")
  private boolean traceReturnData;

  @Option(
      names = "--trace.tracer",
      paramLabel = "NAME",
      description =
          "Write what this tracer tells of each transaction to trace-INDEX-HASH.json instead:"
              + " callTracer, prestateTracer and the others of debug_traceTransaction.")
  private @Nullable String tracer;

  @Option(
      names = "--trace.tracer.config",
      paramLabel = "JSON",
      description = "What the tracer is told.")
  private String tracerConfig = "{}";

  @Option(
      names = {"--trace.nomemory", "--trace.noreturndata"},
      hidden = true,
      arity = "0..1",
      description = "Taken for geth's sake; both are so where nothing is said.")
  @SuppressWarnings("unused") // it asks for nothing
  private boolean ignoredDefault;

  @Option(
      names = "--verbosity",
      hidden = true,
      description = "Taken for geth's sake; there is nothing to be louder about.")
  @SuppressWarnings("unused") // it asks for nothing
  private int ignoredVerbosity;

  @Override
  public Integer call() {
    try {
      run();
      return 0;
    } catch (TransitionFailure e) {
      return e.reportTo(spec.commandLine().getErr());
    }
  }

  private void run() {
    ChainSpec rules = rules();
    boolean isPiped = List.of(inputAlloc, inputEnv, inputTxs).contains(STDIN);
    JsonNode piped = isPiped ? ToolFiles.read(STDIN) : FixtureJson.MAPPER.missingNode();
    JsonNode alloc = input(inputAlloc, "alloc", piped);
    BlockInput block = BlockInput.read(rules, input(inputEnv, "env", piped));
    WorldState pre;
    try {
      pre = WorldState.of(FixtureJson.accounts(alloc));
    } catch (IllegalArgumentException e) {
      throw new TransitionFailure(TransitionFailure.JSON, "alloc: " + e.getMessage());
    }
    StepPrinter.Details details =
        new StepPrinter.Details(!traceNoStack, traceMemory, traceReturnData, true);
    Path folder = trace && tracer == null ? base() : null;
    Transition transition =
        new Transition(rules, block, pre, new StepTraces(folder, details), tracerFiles());
    Transition.Result result = transition.apply(transactions(piped), reward);
    U256 blobBaseFee = new HeaderRules(rules).blobBaseFee(block.timestamp(), block.excessBlobGas());
    write(
        TransitionOutput.alloc(result.state()),
        TransitionOutput.result(block, blobBaseFee, result),
        TransitionOutput.body(result.block().block().transactions()));
  }

  private @Nullable TracerFiles tracerFiles() {
    if (tracer == null) {
      return null;
    }
    ObjectNode json = Json.object().put("tracer", tracer);
    json.set("tracerConfig", ToolFiles.parse("--trace.tracer.config", tracerConfig));
    try {
      return new TracerFiles(base(), TraceOptions.read(new Param(json, "trace options")));
    } catch (RpcException e) {
      throw new TransitionFailure(TransitionFailure.CONFIG, e.getMessage());
    }
  }

  private ChainSpec rules() {
    ObjectNode config = Json.object().put("chainid", "0x" + Long.toHexString(chainId));
    ChainSpec rules = TestNetworks.spec(fork, config);
    if (rules == null) {
      throw new TransitionFailure(
          TransitionFailure.CONFIG,
          "failed constructing chain configuration: unknown fork '" + fork + "'");
    }
    return rules;
  }

  private JsonNode input(String file, String name, JsonNode piped) {
    return file.equals(STDIN) ? ToolFiles.member(piped, name) : ToolFiles.read(file);
  }

  private List<TransactionInput> transactions(JsonNode piped) {
    if (inputTxs.equals(STDIN)) {
      return piped.hasNonNull("txsRlp")
          ? TransactionInput.readRlp(encoded(piped.get("txsRlp")))
          : TransactionInput.readJson(piped.path("txs"), chainId);
    }
    JsonNode json = ToolFiles.read(inputTxs);
    return json.isTextual()
        ? TransactionInput.readRlp(encoded(json))
        : TransactionInput.readJson(json, chainId);
  }

  private static Bytes encoded(JsonNode json) {
    try {
      return Bytes.fromHex(json.asText());
    } catch (IllegalArgumentException e) {
      throw new TransitionFailure(TransitionFailure.JSON, "txs: " + e.getMessage());
    }
  }

  private void write(JsonNode alloc, JsonNode result, JsonNode body) {
    ObjectNode out = Json.object();
    ObjectNode err = Json.object();
    dispatch(outputAlloc, "alloc", alloc, out, err);
    dispatch(outputResult, "result", result, out, err);
    dispatch(outputBody, "body", body, out, err);
    ToolFiles.print(out, spec.commandLine().getOut());
    ToolFiles.print(err, spec.commandLine().getErr());
  }

  private void dispatch(String target, String name, JsonNode json, ObjectNode out, ObjectNode err) {
    switch (target) {
      case "" -> {} // nobody wants it
      case "stdout" -> out.set(name, json);
      case "stderr" -> err.set(name, json);
      default -> ToolFiles.write(base().resolve(target), json);
    }
  }

  private Path base() {
    return ToolFiles.folder(base);
  }
}
