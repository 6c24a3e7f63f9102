package io.weft.contracts;

import java.util.List;
import java.util.Optional;

/** The project's own contracts, as compiled into this module. */
public final class Artifacts {
  /** Their names, in the order in which a list shows them. */
  public static final List<String> NAMES =
      List.of(
          "Token",
          "Collectible",
          "PairFactory",
          "Pair",
          "Router",
          "Counter",
          "Airdrop",
          "HotSlot",
          "NoConflict");

  private Artifacts() {}

  /** Finds one by its name, with or without {@code .sol}. */
  public static Optional<Artifact> find(String name) {
    String bare = name.endsWith(".sol") ? name.substring(0, name.length() - 4) : name;
    return NAMES.contains(bare) ? Optional.of(named(bare)) : Optional.empty();
  }

  /**
   * Reads one that is known to exist.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Artifact named(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "no contract of that name: expected one of " + NAMES + ", got '" + name + "'");
    }
    return Artifact.parse(name, Resources.json("artifacts/" + name + ".json"));
  }
}
