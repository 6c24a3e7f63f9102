package io.weft.node.cli.evm.t8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.trie.Trie;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockBody;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.LogsBloom;
import io.weft.execution.types.Transaction;
import io.weft.execution.types.Withdrawal;
import io.weft.node.rpc.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft evm b11r}. */
@Command(
    name = "b11r",
    aliases = "block-builder",
    description = "Put a block together from its parts, as geth's 'evm b11r' does.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "What the header does not say is that of an empty block; no root is computed. An input named",
      "'stdin' is the member header, ommers, txs or withdrawals of one JSON object read there.",
      "",
      "Exit codes: 10 JSON, 11 a file, 12 RLP.",
      "",
      "Example: weft evm b11r --input.header header.json --input.txs txs.rlp --output.block stdout"
    })
public final class B11rCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--input.header", paramLabel = "FILE", description = "The header's fields.")
  private String inputHeader = "header.json";

  @Option(
      names = "--input.ommers",
      paramLabel = "FILE",
      description = "A list of blocks, each as RLP (default: none).")
  private String inputOmmers = "";

  @Option(
      names = "--input.withdrawals",
      paramLabel = "FILE",
      description = "A list of withdrawals (default: a block without such a list).")
  private String inputWithdrawals = "";

  @Option(names = "--input.txs", paramLabel = "FILE", description = "The transactions as RLP.")
  private String inputTxs = "txs.rlp";

  @Option(names = "--output.basedir", paramLabel = "DIR", description = "Where the output goes.")
  private Path base = Path.of("");

  @Option(
      names = "--output.block",
      paramLabel = "FILE",
      description = "The block as RLP, and its hash; 'stdout' and 'stderr' print it.")
  private String outputBlock = "block.json";

  private @Nullable JsonNode piped;

  @Override
  public Integer call() {
    try {
      write(build());
      return 0;
    } catch (TransitionFailure e) {
      return e.reportTo(spec.commandLine().getErr());
    }
  }

  private Block build() {
    Fields header = new Fields("header", input(inputHeader, "header"));
    List<BlockHeader> ommers = inputOmmers.isEmpty() ? List.of() : ommers();
    List<Withdrawal> withdrawals = inputWithdrawals.isEmpty() ? null : withdrawals();
    return new Block(header(header, ommers), new BlockBody(transactions(), ommers, withdrawals));
  }

  private JsonNode input(String file, String name) {
    if (!file.equals(ToolFiles.STDIN)) {
      return ToolFiles.read(file);
    }
    JsonNode object = piped == null ? ToolFiles.read(file) : piped;
    piped = object;
    return ToolFiles.member(object, name);
  }

  private static BlockHeader header(Fields json, List<BlockHeader> ommers) {
    Bytes bloom = json.bytes("logsBloom");
    Address miner = json.addressOrNull("miner");
    Hash32 withdrawalsRoot = json.hashOrNull("withdrawalsRoot");
    U256 baseFee = json.numberOrNull("baseFeePerGas");
    return new BlockHeader(
        json.hash("parentHash"),
        or(json.hashOrNull("sha3Uncles"), ommersHash(ommers)),
        miner == null ? Address.ZERO : miner,
        json.hash("stateRoot"),
        or(json.hashOrNull("transactionsRoot"), Trie.EMPTY_ROOT),
        or(json.hashOrNull("receiptsRoot"), Trie.EMPTY_ROOT),
        bloom.isEmpty() ? LogsBloom.EMPTY.toBytes() : bloom,
        json.number("difficulty", U256.ZERO),
        json.uint64("number"),
        json.uint64("gasLimit"),
        json.uint64("gasUsed", 0),
        json.uint64("timestamp"),
        json.bytes("extraData"),
        or(json.hashOrNull("mixHash"), Hash32.ZERO),
        json.uint64("nonce", 0),
        // What stands before a field that is there has to be there as well.
        baseFee == null && withdrawalsRoot != null ? U256.ZERO : baseFee,
        withdrawalsRoot,
        json.uint64OrNull("blobGasUsed"),
        json.uint64OrNull("excessBlobGas"),
        json.hashOrNull("parentBeaconBlockRoot"),
        json.hashOrNull("requestsHash"),
        null,
        null);
  }

  private static Hash32 or(@Nullable Hash32 given, Hash32 usual) {
    return given == null ? usual : given;
  }

  private static Hash32 ommersHash(List<BlockHeader> ommers) {
    RlpWriter out = new RlpWriter(640);
    int list = out.beginList();
    ommers.forEach(ommer -> ommer.writeTo(out));
    out.endList(list);
    return Keccak256.hash32(out.toBytes());
  }

  private List<BlockHeader> ommers() {
    List<BlockHeader> ommers = new ArrayList<>();
    for (JsonNode block : input(inputOmmers, "ommers")) {
      try {
        ommers.add(Block.decode(encoded("ommers", block)).header());
      } catch (RlpException e) {
        throw new TransitionFailure(TransitionFailure.RLP, "ommers: " + e.getMessage());
      }
    }
    return ommers;
  }

  private List<Transaction> transactions() {
    List<Transaction> transactions = new ArrayList<>();
    try {
      RlpReader list = RlpReader.ofList(encoded("txs", input(inputTxs, "txs")));
      while (list.hasNext()) {
        transactions.add(Transaction.readFrom(list));
      }
    } catch (RlpException e) {
      throw new TransitionFailure(TransitionFailure.RLP, "txs: " + e.getMessage());
    }
    return transactions;
  }

  private List<Withdrawal> withdrawals() {
    List<Withdrawal> withdrawals = new ArrayList<>();
    for (JsonNode json : input(inputWithdrawals, "withdrawals")) {
      Fields fields = new Fields("withdrawals[" + withdrawals.size() + "]", json);
      withdrawals.add(
          new Withdrawal(
              fields.uint64("index"),
              fields.uint64("validatorIndex"),
              fields.address("address"),
              fields.uint64("amount")));
    }
    return withdrawals;
  }

  private static Bytes encoded(String name, JsonNode json) {
    try {
      return Bytes.fromHex(json.asText());
    } catch (IllegalArgumentException e) {
      throw new TransitionFailure(TransitionFailure.JSON, name + ": " + e.getMessage());
    }
  }

  private void write(Block block) {
    ObjectNode json = Json.object();
    json.put("rlp", block.encoded().toString());
    json.put("hash", block.hash().toString());
    switch (outputBlock) {
      case "" -> {} // nobody wants it
      case "stdout" -> ToolFiles.print(json, spec.commandLine().getOut());
      case "stderr" -> ToolFiles.print(json, spec.commandLine().getErr());
      default -> ToolFiles.write(ToolFiles.folder(base).resolve(outputBlock), json);
    }
  }
}
