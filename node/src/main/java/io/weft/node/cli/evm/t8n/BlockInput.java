package io.weft.node.cli.evm.t8n;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.block.HeaderRules;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.BlockHashes;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.LogsBloom;
import io.weft.execution.types.Withdrawal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The environment a block is executed in. What the fork needs and the input leaves out is computed
 * from what it says of the parent; where it does not say enough, there is no block.
 *
 * @param baseFeePerGas null before London, unless given
 * @param difficulty null since Paris
 * @param random null unless given
 * @param excessBlobGas null where neither it nor the parent's is given
 * @param parentBeaconBlockRoot null before Cancun
 * @param blockHashes null where none are given
 * @param withdrawals null before Shanghai, unless given
 */
record BlockInput(
    Fork fork,
    long number,
    long timestamp,
    Address coinbase,
    long gasLimit,
    @Nullable U256 baseFeePerGas,
    @Nullable U256 difficulty,
    @Nullable U256 random,
    @Nullable Long excessBlobGas,
    @Nullable Hash32 parentBeaconBlockRoot,
    @Nullable Map<Long, Hash32> blockHashes,
    List<Ommer> ommers,
    @Nullable List<Withdrawal> withdrawals,
    long slotNumber) {

  /**
   * A block beside the chain.
   *
   * @param delta how many blocks earlier it would have been
   */
  record Ommer(Address address, long delta) {}

  static BlockInput read(ChainSpec spec, JsonNode json) {
    Fields env = new Fields("env", json);
    long number = env.uint64("currentNumber");
    long timestamp = env.uint64("currentTimestamp");
    Fork fork = spec.forkAt(number, timestamp);
    HeaderRules rules = new HeaderRules(spec);
    return new BlockInput(
        fork,
        number,
        timestamp,
        env.address("currentCoinbase"),
        env.number("currentGasLimit").toLongSaturated(),
        baseFee(env, fork, number, rules),
        difficulty(env, fork, number, timestamp, rules),
        env.numberOrNull("currentRandom"),
        excessBlobGas(env, fork, timestamp, rules),
        beaconRoot(env, fork),
        blockHashes(env),
        ommers(env),
        withdrawals(env, fork),
        env.uint64("slotNumber", 0));
  }

  private static @Nullable U256 baseFee(Fields env, Fork fork, long number, HeaderRules rules) {
    if (env.has("currentBaseFee") || !fork.isAtLeast(Fork.LONDON)) {
      return env.numberOrNull("currentBaseFee");
    }
    if (!env.has("parentBaseFee") || number == 0) {
      throw incomplete("EIP-1559 config but missing 'parentBaseFee' in env section");
    }
    return rules.baseFeePerGas(fork, parent(env));
  }

  private static @Nullable U256 difficulty(
      Fields env, Fork fork, long number, long timestamp, HeaderRules rules) {
    U256 given = env.numberOrNull("currentDifficulty");
    if (fork.isAtLeast(Fork.PARIS)) {
      if (!env.has("currentRandom")) {
        throw incomplete("post-merge requires currentRandom to be defined in env");
      }
      if (given != null && !given.isZero()) {
        throw incomplete("post-merge difficulty must be zero (or omitted) in env");
      }
      return null;
    }
    if (given != null) {
      return given;
    }
    if (!env.has("parentDifficulty")) {
      throw incomplete(
          "currentDifficulty was not provided, and cannot be calculated due to missing"
              + " parentDifficulty");
    }
    if (number == 0) {
      throw incomplete("currentDifficulty needs to be provided for block number 0");
    }
    BlockHeader parent = parent(env);
    if (Long.compareUnsigned(timestamp, parent.timestamp()) <= 0) {
      throw incomplete(
          "currentDifficulty cannot be calculated -- currentTime (%d) needs to be after parent time (%d)"
              .formatted(timestamp, parent.timestamp()));
    }
    return rules.difficulty(fork, number, timestamp, parent);
  }

  private static @Nullable Long excessBlobGas(
      Fields env, Fork fork, long timestamp, HeaderRules rules) {
    if (env.has("currentExcessBlobGas")) {
      return env.uint64OrNull("currentExcessBlobGas");
    }
    boolean isComputable = env.has("parentExcessBlobGas") && env.has("parentBlobGasUsed");
    return isComputable ? rules.excessBlobGas(fork, timestamp, parent(env)) : null;
  }

  private static @Nullable Hash32 beaconRoot(Fields env, Fork fork) {
    if (!fork.isAtLeast(Fork.CANCUN)) {
      return null;
    }
    if (!env.has("parentBeaconBlockRoot")) {
      throw incomplete("post-cancun env requires parentBeaconBlockRoot to be set");
    }
    return env.hash("parentBeaconBlockRoot");
  }

  private static @Nullable Map<Long, Hash32> blockHashes(Fields env) {
    if (!env.has("blockHashes")) {
      return null;
    }
    Map<Long, Hash32> hashes = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : env.members("blockHashes")) {
      hashes.put(
          Long.decode(entry.getKey()), // as geth, decimal or hexadecimal
          Hash32.fromHex(entry.getValue().asText()));
    }
    return hashes;
  }

  private static List<Ommer> ommers(Fields env) {
    List<Ommer> ommers = new ArrayList<>();
    for (Fields ommer : env.objects("ommers")) {
      ommers.add(new Ommer(ommer.address("address"), ommer.uint64("delta")));
    }
    return ommers;
  }

  private static @Nullable List<Withdrawal> withdrawals(Fields env, Fork fork) {
    if (!env.has("withdrawals")) {
      if (fork.isAtLeast(Fork.SHANGHAI)) {
        throw incomplete("Shanghai config but missing 'withdrawals' in env section");
      }
      return null;
    }
    List<Withdrawal> withdrawals = new ArrayList<>();
    for (Fields json : env.objects("withdrawals")) {
      withdrawals.add(
          new Withdrawal(
              json.uint64("index"),
              json.uint64("validatorIndex"),
              json.address("address"),
              json.uint64("amount")));
    }
    return withdrawals;
  }

  /** What the environment says of the parent, as a header that is zero everywhere else. */
  private static BlockHeader parent(Fields env) {
    Hash32 given = env.hashOrNull("parentUncleHash");
    Hash32 ommersHash = given == null || given.isZero() ? BlockHeader.EMPTY_OMMERS_HASH : given;
    return new BlockHeader(
        Hash32.ZERO,
        ommersHash,
        Address.ZERO,
        Hash32.ZERO,
        Hash32.ZERO,
        Hash32.ZERO,
        LogsBloom.EMPTY.toBytes(),
        env.number("parentDifficulty", U256.ZERO),
        env.uint64("currentNumber") - 1,
        env.uint64("parentGasLimit", 0),
        env.uint64("parentGasUsed", 0),
        env.uint64("parentTimestamp", 0),
        Bytes.EMPTY,
        Hash32.ZERO,
        0,
        env.numberOrNull("parentBaseFee"),
        null,
        env.uint64OrNull("parentBlobGasUsed"),
        env.uint64OrNull("parentExcessBlobGas"),
        null,
        null,
        null,
        null);
  }

  BlockEnvironment environment(ChainSpec spec, BlockHashes hashes) {
    U256 word = fork.isAtLeast(Fork.PARIS) ? random : difficulty;
    return new BlockEnvironment(
        fork,
        U256.of(spec.chainId()),
        number,
        timestamp,
        coinbase,
        gasLimit,
        baseFeePerGas == null ? U256.ZERO : baseFeePerGas,
        word == null ? U256.ZERO : word,
        new HeaderRules(spec).blobBaseFee(timestamp, excessBlobGas),
        slotNumber,
        hashes);
  }

  private static TransitionFailure incomplete(String message) {
    return new TransitionFailure(TransitionFailure.CONFIG, message);
  }
}
