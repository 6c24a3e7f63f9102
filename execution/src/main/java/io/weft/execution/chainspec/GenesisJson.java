package io.weft.execution.chainspec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a genesis in geth's JSON format, which every client and tool writes.
 *
 * <p>A file of mainnet may go without rules, as some clients keep it; its state root tells.
 *
 * <p>Beyond geth's keys, {@code config.weft} may hold {@code gasFree} and {@code impersonation},
 * see {@link DevRules}. A start of a fork that is not known is an error rather than a silent
 * difference in rules.
 */
public final class GenesisJson {
  /** Room for some million accounts; a larger file is a mistake or an attack. */
  public static final int MAX_BYTES = 1 << 30;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(16)
                      .maxStringLength(64 << 20)
                      .maxNumberLength(100)
                      .build())
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // no address comes again
              .build());

  private static final Map<String, Fork> FORK_KEYS =
      Map.ofEntries(
          Map.entry("homesteadBlock", Fork.HOMESTEAD),
          Map.entry("daoForkBlock", Fork.DAO_FORK),
          Map.entry("eip150Block", Fork.TANGERINE_WHISTLE),
          Map.entry("eip158Block", Fork.SPURIOUS_DRAGON),
          Map.entry("byzantiumBlock", Fork.BYZANTIUM),
          Map.entry("constantinopleBlock", Fork.CONSTANTINOPLE),
          Map.entry("petersburgBlock", Fork.PETERSBURG),
          Map.entry("istanbulBlock", Fork.ISTANBUL),
          Map.entry("muirGlacierBlock", Fork.MUIR_GLACIER),
          Map.entry("berlinBlock", Fork.BERLIN),
          Map.entry("londonBlock", Fork.LONDON),
          Map.entry("arrowGlacierBlock", Fork.ARROW_GLACIER),
          Map.entry("grayGlacierBlock", Fork.GRAY_GLACIER),
          Map.entry("mergeNetsplitBlock", Fork.PARIS),
          Map.entry("mergeForkBlock", Fork.PARIS),
          Map.entry("shanghaiTime", Fork.SHANGHAI),
          Map.entry("cancunTime", Fork.CANCUN),
          Map.entry("pragueTime", Fork.PRAGUE),
          Map.entry("osakaTime", Fork.OSAKA),
          Map.entry("amsterdamTime", Fork.AMSTERDAM));

  private static final int BLOB_FORKS = 5;

  private GenesisJson() {}

  /**
   * Reads a genesis file, account by account, so that it may be larger than memory has room for.
   *
   * @param source its name, for messages
   * @param size of it in bytes
   * @throws GenesisException if it cannot be used
   * @throws IOException if it cannot be read
   */
  public static Genesis read(String source, long size, InputStream in) throws IOException {
    checkSize(source, size);
    return read(source, in);
  }

  /**
   * Reads a genesis.
   *
   * @param source its name, for messages
   * @throws GenesisException if it cannot be used
   */
  public static Genesis read(String source, byte[] json) {
    checkSize(source, json.length);
    try {
      return read(source, new ByteArrayInputStream(json));
    } catch (IOException e) {
      throw new GenesisException(source + ": cannot be read: " + e.getMessage());
    }
  }

  private static void checkSize(String source, long size) {
    if (size > MAX_BYTES) {
      throw new GenesisException(
          source + ": file too large: expected at most " + MAX_BYTES + " bytes, got " + size);
    }
  }

  private static Genesis read(String source, InputStream in) throws IOException {
    try (JsonParser parser = MAPPER.createParser(in)) {
      ObjectNode fields = MAPPER.createObjectNode();
      SortedMap<Address, GenesisAccount> accounts = null;
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        JsonNode other = first == null ? MAPPER.missingNode() : parser.readValueAsTree();
        return read(new JsonFields(source, "", other), null); // complains
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.START_OBJECT && name.equals("alloc")) {
          accounts = readAlloc(source, parser);
        } else {
          fields.set(name, parser.readValueAsTree());
        }
      }
      return read(new JsonFields(source, "", fields), accounts);
    } catch (JsonProcessingException e) {
      throw new GenesisException(
          source
              + ": expected JSON, got a problem at line "
              + (e.getLocation() == null ? 0 : e.getLocation().getLineNr())
              + ": "
              + e.getOriginalMessage());
    }
  }

  /**
   * @param accounts null where {@code alloc} is missing or no object
   */
  private static Genesis read(
      JsonFields root, @Nullable SortedMap<Address, GenesisAccount> accounts) {
    ChainSpec spec =
        !root.has("config") && Mainnet.GENESIS_STATE.equals(root.toHash32("stateRoot", Hash32.ZERO))
            ? Mainnet.SPEC
            : readConfig(root.object("config"), root);
    Bytes extraData = root.toBytes("extraData", Bytes.EMPTY);
    return new Genesis(
        spec,
        root.toLong("number", 0),
        root.toLong("timestamp", 0),
        root.requiredLong("gasLimit"),
        root.toLong("gasUsed", 0),
        root.toU256("difficulty", U256.ZERO),
        extraData,
        root.toHash32("mixHash", root.toHash32("mixhash", Hash32.ZERO)),
        root.toUint64("nonce", 0),
        root.toAddress("coinbase", Address.ZERO),
        root.toHash32("parentHash", Hash32.ZERO),
        root.toU256OrNull("baseFeePerGas"),
        root.toLongOrNull("blobGasUsed"),
        root.toLongOrNull("excessBlobGas"),
        root.has("parentBeaconBlockRoot")
            ? root.toHash32("parentBeaconBlockRoot", Hash32.ZERO)
            : null,
        accounts == null ? noAlloc(root) : accounts);
  }

  private static SortedMap<Address, GenesisAccount> noAlloc(JsonFields root) {
    throw root.wrong("alloc", "an object");
  }

  private static ChainSpec readConfig(JsonFields config, JsonFields root) {
    EnumMap<Fork, Long> starts = new EnumMap<>(Fork.class);
    for (String name : config.names()) {
      Fork fork = FORK_KEYS.get(name);
      if (fork != null && config.has(name)) {
        starts.put(fork, config.requiredLong(name));
      } else if (fork == null && config.has(name) && looksLikeFork(name)) {
        throw config.wrong(name, "a fork that this version knows");
      }
    }
    long eip155 = config.toLong("eip155Block", -1);
    if (eip155 >= 0 && starts.getOrDefault(Fork.SPURIOUS_DRAGON, -1L) != eip155) {
      throw config.wrong("eip155Block", "the same as eip158Block");
    }
    if (starts.containsKey(Fork.CONSTANTINOPLE)) {
      starts.putIfAbsent(Fork.PETERSBURG, starts.get(Fork.CONSTANTINOPLE));
    }
    U256 terminalTotalDifficulty = config.toU256OrNull("terminalTotalDifficulty");
    if (terminalTotalDifficulty != null
        && root.toU256("difficulty", U256.ZERO).compareTo(terminalTotalDifficulty) >= 0) {
      starts.putIfAbsent(Fork.PARIS, 0L); // reached before the first block
    }
    ForkSchedule forks = ordered(config, starts);
    JsonFields weft = config.objectOrNull("weft");
    return new ChainSpec(
        config.requiredLong("chainId"),
        forks,
        readBlobSchedule(config, forks),
        config.isTrue("daoForkSupport"),
        terminalTotalDifficulty,
        readRequestContracts(config),
        weft == null
            ? DevRules.NONE
            : new DevRules(
                weft.isTrue("gasFree"), weft.isTrue("impersonation"), weft.isTrue("freeLimits")));
  }

  /** Only the first key is geth's; Besu has the others as well. */
  private static RequestContracts readRequestContracts(JsonFields config) {
    RequestContracts usual = RequestContracts.MAINNET;
    return new RequestContracts(
        config.toAddress("depositContractAddress", usual.deposits()),
        config.toAddress("withdrawalRequestContractAddress", usual.withdrawals()),
        config.toAddress("consolidationRequestContractAddress", usual.consolidations()));
  }

  private static boolean looksLikeFork(String name) {
    boolean isBlobFork = name.matches("bpo[1-" + BLOB_FORKS + "]Time");
    return !isBlobFork
        && !name.equals("eip155Block")
        && (name.endsWith("Block") || name.endsWith("Time"));
  }

  private static ForkSchedule ordered(JsonFields config, Map<Fork, Long> starts) {
    try {
      return new ForkSchedule(starts);
    } catch (IllegalArgumentException e) {
      throw new GenesisException(config.at("fork starts") + e.getMessage());
    }
  }

  private static BlobSchedule readBlobSchedule(JsonFields config, ForkSchedule forks) {
    JsonFields schedule = config.objectOrNull("blobSchedule");
    List<BlobSchedule.Entry> entries = new ArrayList<>();
    addEntry(entries, schedule, "cancun", forks.start(Fork.CANCUN), BlobParameters.CANCUN);
    addEntry(entries, schedule, "prague", forks.start(Fork.PRAGUE), BlobParameters.PRAGUE);
    addEntry(entries, schedule, "osaka", forks.start(Fork.OSAKA), null);
    for (int i = 1; i <= BLOB_FORKS; i++) {
      String name = "bpo" + i;
      long start = config.toLong(name + "Time", Long.MAX_VALUE);
      if (start != Long.MAX_VALUE && (schedule == null || !schedule.has(name))) {
        throw new GenesisException(
            config.at("blobSchedule." + name)
                + "expected an object beside "
                + name
                + "Time, got nothing");
      }
      addEntry(entries, schedule, name, start, null);
    }
    addEntry(entries, schedule, "amsterdam", forks.start(Fork.AMSTERDAM), null);
    try {
      return new BlobSchedule(entries);
    } catch (IllegalArgumentException e) {
      throw new GenesisException(config.at("blobSchedule") + e.getMessage());
    }
  }

  /** Adds what the schedule says of a fork that starts, else {@code standard}, else nothing. */
  private static void addEntry(
      List<BlobSchedule.Entry> entries,
      @Nullable JsonFields schedule,
      String name,
      long start,
      @Nullable BlobParameters standard) {
    if (start == Long.MAX_VALUE) {
      return;
    }
    BlobParameters parameters = standard;
    if (schedule != null && schedule.has(name)) {
      JsonFields entry = schedule.object(name);
      try {
        parameters =
            new BlobParameters(
                Math.toIntExact(entry.requiredLong("target")),
                Math.toIntExact(entry.requiredLong("max")),
                entry.requiredLong("baseFeeUpdateFraction"));
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw schedule.wrong(name, "usable blob parameters (" + e.getMessage() + ")");
      }
    }
    if (parameters != null) {
      entries.add(new BlobSchedule.Entry(name, start, parameters));
    }
  }

  private static SortedMap<Address, GenesisAccount> readAlloc(String source, JsonParser parser)
      throws IOException {
    JsonFields alloc = new JsonFields(source, "alloc.", MAPPER.createObjectNode());
    SortedMap<Address, GenesisAccount> accounts = new TreeMap<>();
    // The same code is often allocated to many accounts; one copy is enough.
    Map<Bytes, Bytes> codes = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      Address address = alloc.nameAs(name, "an address", Address::fromHex);
      parser.nextToken();
      JsonFields fields =
          new JsonFields(source, "alloc." + name + ".", (JsonNode) parser.readValueAsTree());
      if (accounts.put(address, readAccount(fields, codes)) != null) {
        throw new GenesisException(alloc.at(name) + "expected each address once, got it again");
      }
    }
    return accounts;
  }

  private static GenesisAccount readAccount(JsonFields fields, Map<Bytes, Bytes> codes) {
    SortedMap<U256, U256> storage = new TreeMap<>();
    JsonFields slots = fields.objectOrNull("storage");
    if (slots != null) {
      for (String slot : slots.names()) {
        storage.put(slots.nameAs(slot, "a storage slot", U256::fromHex), slots.toWord(slot));
      }
    }
    Bytes code = fields.toBytes("code", Bytes.EMPTY);
    return new GenesisAccount(
        fields.toUint64("nonce", 0),
        fields.toU256("balance", U256.ZERO),
        codes.computeIfAbsent(code, c -> c),
        storage);
  }
}
