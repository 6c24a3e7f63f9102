package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.chainspec.BlobParameters;
import io.weft.execution.chainspec.BlobSchedule;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.primitives.U256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules that fixtures ask for by name: a fork from the first block on, or one fork until a
 * block, a time or a total difficulty and another from there.
 */
public final class TestNetworks {
  /** A fork under one of its test names, with the blob-parameter fork on top of it if it is one. */
  private record Named(Fork fork, @Nullable String blobFork) {
    Named(Fork fork) {
      this(fork, null);
    }
  }

  private static final Map<String, Named> NAMES =
      Map.ofEntries(
          Map.entry("Frontier", new Named(Fork.FRONTIER)),
          Map.entry("Homestead", new Named(Fork.HOMESTEAD)),
          Map.entry("Dao", new Named(Fork.DAO_FORK)),
          Map.entry("EIP150", new Named(Fork.TANGERINE_WHISTLE)),
          Map.entry("EIP158", new Named(Fork.SPURIOUS_DRAGON)),
          Map.entry("Byzantium", new Named(Fork.BYZANTIUM)),
          Map.entry("Constantinople", new Named(Fork.CONSTANTINOPLE)),
          Map.entry("ConstantinopleFix", new Named(Fork.PETERSBURG)),
          Map.entry("Istanbul", new Named(Fork.ISTANBUL)),
          Map.entry("MuirGlacier", new Named(Fork.MUIR_GLACIER)),
          Map.entry("Berlin", new Named(Fork.BERLIN)),
          Map.entry("London", new Named(Fork.LONDON)),
          Map.entry("ArrowGlacier", new Named(Fork.ARROW_GLACIER)),
          Map.entry("GrayGlacier", new Named(Fork.GRAY_GLACIER)),
          Map.entry("Paris", new Named(Fork.PARIS)),
          Map.entry("Merge", new Named(Fork.PARIS)),
          Map.entry("Shanghai", new Named(Fork.SHANGHAI)),
          Map.entry("Cancun", new Named(Fork.CANCUN)),
          Map.entry("Prague", new Named(Fork.PRAGUE)),
          Map.entry("Osaka", new Named(Fork.OSAKA)),
          Map.entry("Amsterdam", new Named(Fork.AMSTERDAM, "Amsterdam")),
          Map.entry("BPO1", new Named(Fork.OSAKA, "BPO1")),
          Map.entry("BPO2", new Named(Fork.OSAKA, "BPO2")),
          Map.entry("BPO3", new Named(Fork.OSAKA, "BPO3")),
          Map.entry("BPO4", new Named(Fork.OSAKA, "BPO4")),
          Map.entry("BPO5", new Named(Fork.OSAKA, "BPO5")));

  private static final BlobParameters BPO2 = new BlobParameters(14, 21, 11_684_671);

  /** What mainnet's blob-parameter forks brought, for fixtures that do not say. */
  private static final Map<String, BlobParameters> BLOB_FORKS =
      Map.of("BPO1", new BlobParameters(10, 15, 8_346_193), "BPO2", BPO2, "Amsterdam", BPO2);

  private static final Pattern TRANSITION =
      Pattern.compile("(\\w+?)To(\\w+?)At(Time|Diff)?([0-9A-Fa-f]+)(k?)");

  private TestNetworks() {}

  /** The names of all networks without a transition, in the order of their forks. */
  static List<String> names() {
    return NAMES.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Named> entry) -> entry.getValue().fork)
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The fork of this name, or null where it is not one this version executes. */
  static @Nullable Fork fork(String name) {
    Named named = NAMES.get(name);
    return named == null ? null : named.fork;
  }

  /**
   * The rules of a network.
   *
   * @param config of the test; missing node where it has none
   * @return null where the name is not one of a network this version executes
   */
  public static @Nullable ChainSpec spec(String network, JsonNode config) {
    long chainId = config.has("chainid") ? FixtureJson.number(config, "chainid") : 1;
    Named single = NAMES.get(network);
    if (single != null) {
      ForkSchedule forks = ForkSchedule.fromGenesis(single.fork);
      List<BlobSchedule.Entry> entries = new ArrayList<>();
      addForks(entries, forks, config);
      addBlobFork(entries, single, 0, config);
      return ChainSpec.of(chainId, forks).withBlobs(new BlobSchedule(entries));
    }
    Matcher transition = TRANSITION.matcher(network);
    if (!transition.matches()) {
      return null;
    }
    Named from = NAMES.get(transition.group(1));
    Named to = NAMES.get(transition.group(2));
    if (from == null || to == null) {
      return null;
    }
    ForkSchedule forks = ForkSchedule.fromGenesis(from.fork);
    if ("Diff".equals(transition.group(3))) {
      return ChainSpec.of(chainId, forks)
          .withTerminalTotalDifficulty(U256.fromHex(transition.group(4)));
    }
    long start = Long.parseLong(transition.group(4)) * (transition.group(5).isEmpty() ? 1 : 1000);
    if (to.fork != from.fork) {
      forks = forks.with(to.fork, start);
    }
    List<BlobSchedule.Entry> entries = new ArrayList<>();
    addForks(entries, forks, config);
    addBlobFork(entries, from, 0, config);
    addBlobFork(entries, to, start, config);
    return ChainSpec.of(chainId, forks).withBlobs(new BlobSchedule(entries));
  }

  /** Adds what forks bring, by the test's own schedule where it has one. */
  private static void addForks(
      List<BlobSchedule.Entry> entries, ForkSchedule forks, JsonNode config) {
    JsonNode schedule = config.path("blobSchedule");
    for (BlobSchedule.Entry standard : BlobSchedule.standard(forks).entries()) {
      String name = Character.toUpperCase(standard.name().charAt(0)) + standard.name().substring(1);
      BlobParameters parameters =
          schedule.has(name) ? parameters(schedule.get(name)) : standard.parameters();
      entries.add(new BlobSchedule.Entry(name, standard.fromSeconds(), parameters));
    }
    if (forks.has(Fork.OSAKA) && schedule.has("Osaka")) {
      BlobParameters parameters = parameters(schedule.get("Osaka"));
      entries.add(new BlobSchedule.Entry("Osaka", forks.start(Fork.OSAKA), parameters));
    }
  }

  private static void addBlobFork(
      List<BlobSchedule.Entry> entries, Named named, long start, JsonNode config) {
    String name = named.blobFork;
    if (name == null) {
      return;
    }
    JsonNode schedule = config.path("blobSchedule");
    BlobParameters parameters =
        schedule.has(name) ? parameters(schedule.get(name)) : BLOB_FORKS.get(name);
    if (parameters == null) {
      throw new IllegalArgumentException("blobSchedule: expected parameters of " + name);
    }
    entries.add(new BlobSchedule.Entry(name, start, parameters));
  }

  private static BlobParameters parameters(JsonNode entry) {
    return new BlobParameters(
        Math.toIntExact(FixtureJson.number(entry, "target")),
        Math.toIntExact(FixtureJson.number(entry, "max")),
        FixtureJson.number(entry, "baseFeeUpdateFraction"));
  }
}
