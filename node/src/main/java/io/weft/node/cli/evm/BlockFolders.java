package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.block.BodyRoots;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.Mainnet;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Account;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockHeader;
import io.weft.node.replay.FlatState;
import io.weft.node.replay.ProvenState;
import io.weft.node.replay.ReplayBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Real blocks of mainnet, one folder each: the block as JSON-RPC shows it, the accounts and slots
 * it touches as they were before, their code, and sometimes proofs of both states. Hashes of
 * ancestors are in one file for all, above.
 *
 * @param blocks those with all that it takes, by number
 * @param skipped folders and files left out, with the reason
 */
public record BlockFolders(List<ReplayBlock> blocks, Map<String, String> skipped) {
  /** The rules of the chain the blocks are from. */
  public static final ChainSpec SPEC = Mainnet.SPEC;

  private static final String HASHES = "block_hashes.json";
  private static final Set<String> WANTED =
      Set.of("block.json", "pre_state.json", "codes.json", "proofs_pre.json", "proofs_post.json");

  /** Files beside those that say nothing a replay needs. */
  private static final Set<String> KNOWN =
      Set.of(
          "ancestors.json",
          "calltrace.json",
          "difftrace.json",
          "index.json",
          "post_state.json",
          "receipts.json",
          "txs.json");

  /** Reads all blocks under these paths. */
  public static BlockFolders read(List<Path> paths) {
    Map<String, Map<String, byte[]>> folders = new TreeMap<>();
    Map<Long, Hash32> hashes = new HashMap<>();
    Map<String, String> skipped = new TreeMap<>();
    paths.forEach(path -> hashesAbove(path, hashes));
    TestFiles.forEach(
        paths,
        file -> {
          int slash = file.name().lastIndexOf('/');
          String name = file.name().substring(slash + 1);
          String folder = file.name().substring(0, Math.max(slash, 0));
          if (name.equals(HASHES)) {
            readHashes(parse(file.name(), file.content()), hashes);
          } else if (WANTED.contains(name)) {
            folders.computeIfAbsent(folder, f -> new HashMap<>()).put(name, file.content());
          } else if (!KNOWN.contains(name)) {
            skipped.put(file.name(), "not a file of a block folder");
          }
        });
    List<ReplayBlock> blocks = new ArrayList<>();
    folders.forEach(
        (folder, files) -> {
          if (files.containsKey("block.json")
              && files.containsKey("pre_state.json")
              && files.containsKey("codes.json")) {
            blocks.add(new Folder(folder, files).read(hashes));
          } else {
            skipped.put(folder, "expected block.json, pre_state.json and codes.json");
          }
        });
    blocks.sort(Comparator.comparingLong(block -> block.block().number()));
    return new BlockFolders(List.copyOf(blocks), skipped);
  }

  /** A single folder's hashes lie above it. */
  private static void hashesAbove(Path path, Map<Long, Hash32> hashes) {
    Path folder = path.toAbsolutePath().normalize();
    for (int i = 0; i < 2 && folder.getParent() != null; i++) {
      folder = folder.getParent();
      Path file = folder.resolve(HASHES);
      if (Files.isRegularFile(file)) {
        try {
          readHashes(parse(file.toString(), Files.readAllBytes(file)), hashes);
        } catch (IOException e) {
          throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        }
      }
    }
  }

  private static void readHashes(JsonNode json, Map<Long, Hash32> hashes) {
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      hashes.put(Long.parseLong(entry.getKey()), Hash32.fromHex(entry.getValue().textValue()));
    }
  }

  private static JsonNode parse(String name, byte[] content) {
    try {
      return FixtureJson.MAPPER.readTree(content);
    } catch (IOException e) {
      throw new IllegalArgumentException(name + ": expected JSON, got " + e.getMessage(), e);
    }
  }

  /** One block's files. */
  private record Folder(String name, Map<String, byte[]> files) {

    ReplayBlock read(Map<Long, Hash32> hashes) {
      JsonNode json = json("block.json");
      Block block = RpcBlockReader.block(json);
      BlockHeader header = block.header();
      check("block hash", FixtureJson.hash32(json, "hash"), block.hash());
      check("transactions root", header.transactionsRoot(), BodyRoots.transactions(block.body()));
      long parentNumber = header.number() - 1;
      boolean isProven =
          files.containsKey("proofs_pre.json") && files.containsKey("proofs_post.json");
      ProvenState proven = isProven ? proven(header.stateRoot()) : null;
      return new ReplayBlock(
          String.valueOf(header.number()),
          block,
          state(),
          number ->
              number == parentNumber
                  ? header.parentHash()
                  : hashes.getOrDefault(number, Hash32.ZERO),
          executed -> problem(executed, proven));
    }

    private JsonNode json(String file) {
      return parse(name + "/" + file, Objects.requireNonNull(files.get(file), file));
    }

    private void check(String what, Hash32 expected, Hash32 got) {
      if (!expected.equals(got)) {
        throw new IllegalArgumentException(
            name + ": " + what + ": expected " + expected + ", got " + got);
      }
    }

    private FlatState state() {
      FlatState.Builder state = new FlatState.Builder();
      for (Map.Entry<String, JsonNode> code : json("codes.json").properties()) {
        state.code(Hash32.fromHex(code.getKey()), Bytes.fromHex(code.getValue().textValue()));
      }
      state.code(Keccak256.EMPTY, Bytes.EMPTY);
      for (Map.Entry<String, JsonNode> entry : json("pre_state.json").properties()) {
        JsonNode account = entry.getValue();
        Map<U256, U256> slots = new HashMap<>();
        for (Map.Entry<String, JsonNode> slot : account.path("storage").properties()) {
          slots.put(U256.fromHex(slot.getKey()), U256.fromHex(slot.getValue().textValue()));
        }
        Hash32 codeHash =
            account.hasNonNull("code_hash")
                ? FixtureJson.hash32(account, "code_hash")
                : Keccak256.EMPTY;
        state.account(
            Address.fromHex(entry.getKey()),
            new Account(
                account.path("nonce").longValue(), FixtureJson.u256(account, "balance"), codeHash),
            slots);
      }
      return state.build();
    }

    private ProvenState proven(Hash32 rootAfter) {
      JsonNode before = json("proofs_pre.json");
      List<Bytes> nodes = new ArrayList<>();
      addNodes(nodes, before);
      addNodes(nodes, json("proofs_post.json"));
      List<Address> accounts = new ArrayList<>();
      before.forEach(account -> accounts.add(FixtureJson.address(account, "address")));
      Bytes root = Bytes.fromHex(before.path(0).path("accountProof").path(0).asText());
      return new ProvenState(Keccak256.hash32(root), rootAfter, accounts, nodes);
    }

    private static void addNodes(List<Bytes> nodes, JsonNode proofs) {
      for (JsonNode account : proofs) {
        account.path("accountProof").forEach(node -> nodes.add(Bytes.fromHex(node.textValue())));
        for (JsonNode slot : account.path("storageProof")) {
          slot.path("proof").forEach(node -> nodes.add(Bytes.fromHex(node.textValue())));
        }
      }
    }
  }

  /** How an execution differs from what the header says and the proofs show. */
  private static @Nullable String problem(ExecutedBlock executed, @Nullable ProvenState proven) {
    BlockHeader header = executed.header();
    if (executed.gasUsed() != header.gasUsed()) {
      return "gas used: expected " + header.gasUsed() + ", got " + executed.gasUsed();
    }
    if (!executed.logsBloom().equals(header.logsBloom())) {
      return "logs bloom differs from the header's";
    }
    // Receipts held state roots before, which nobody knows here.
    if (SPEC.forkOf(header).isAtLeast(Fork.BYZANTIUM)) {
      Hash32 root = BodyRoots.receipts(executed.receipts());
      if (!root.equals(header.receiptsRoot())) {
        return "receipts root: expected " + header.receiptsRoot() + ", got " + root;
      }
    }
    return proven == null ? null : proven.problem(executed.diff());
  }
}
