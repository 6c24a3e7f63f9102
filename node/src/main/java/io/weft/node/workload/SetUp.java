package io.weft.node.workload;

import io.weft.contracts.Artifact;
import io.weft.contracts.Artifacts;
import io.weft.contracts.Predeploy;
import io.weft.contracts.Predeploys;
import io.weft.contracts.abi.AbiFunction;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.crypto.Signature;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.JournaledState;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Account;
import io.weft.execution.types.LegacyTransaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The state a workload starts from, while it is made: contracts by executing their deployment,
 * mappings by writing to them.
 */
final class SetUp implements StateView {
  private static final long CHAIN_ID = 31337;

  /** Deploys and owns what nobody else does; nobody has its key. */
  static final Address DEPLOYER = Address.fromHex("00000000000000000000000000000000000d0d0d");

  private static final U256 WEALTH = U256.ONE.multiply(1_000_000_000).multiply(1_000_000_000_000L);
  private static final long GAS_LIMIT = 1 << 24;
  private static final Signature UNSIGNED = new Signature(0, U256.ZERO, U256.ZERO);

  private final Map<Address, Account> accounts = new HashMap<>();
  private final Map<Address, Map<U256, U256>> storage = new HashMap<>();
  private final Map<Hash32, Bytes> codes = new HashMap<>();
  private final Map<String, Artifact> artifacts = new HashMap<>();
  private final ChainSpec spec;
  private final TransactionProcessor processor;
  private final BlockEnvironment environment;

  SetUp(Fork fork) {
    spec = ChainSpec.of(CHAIN_ID, ForkSchedule.fromGenesis(fork));
    processor = new TransactionProcessor(spec);
    environment =
        new BlockEnvironment(
            fork,
            U256.of(CHAIN_ID),
            0,
            0,
            Address.ZERO,
            Long.MAX_VALUE,
            U256.ZERO,
            U256.ZERO,
            U256.ONE,
            0,
            number -> Hash32.ZERO);
    codes.put(Keccak256.EMPTY, Bytes.EMPTY);
    for (Predeploy predeploy : Predeploys.all()) {
      Hash32 codeHash = Keccak256.hash32(predeploy.code());
      codes.put(codeHash, predeploy.code());
      accounts.put(predeploy.address(), new Account(1, U256.ZERO, codeHash));
      storage.put(predeploy.address(), new HashMap<>(predeploy.storage()));
    }
    balance(DEPLOYER, WEALTH);
  }

  /** The rules of the chain. */
  ChainSpec spec() {
    return spec;
  }

  void balance(Address address, U256 wei) {
    accounts.put(address, new Account(0, wei, Keccak256.EMPTY));
  }

  private Artifact artifact(String name) {
    return artifacts.computeIfAbsent(name, Artifacts::named);
  }

  /** A function of one of the project's contracts. */
  AbiFunction function(String contract, String name) {
    return artifact(contract).abi().function(name);
  }

  /** Deploys one of the project's contracts. */
  Address deploy(String name, Object... constructorArguments) {
    Artifact artifact = artifact(name);
    Bytes arguments = artifact.abi().constructor().encode(List.of(constructorArguments));
    Bytes code = artifact.creationCode().concat(arguments);
    Address created = execute(null, code).createdAddress();
    if (created == null) {
      throw new IllegalStateException("deployment of " + name + " created nothing");
    }
    return created;
  }

  /** Calls a function as the deployer; returns what it returned. */
  Bytes call(Address contract, Bytes data) {
    return execute(contract, data).output();
  }

  private Executed execute(@Nullable Address to, Bytes data) {
    LegacyTransaction transaction =
        new LegacyTransaction(CHAIN_ID, 0, U256.ZERO, GAS_LIMIT, to, U256.ZERO, data, UNSIGNED);
    JournaledState journal =
        new JournaledState(this, TransactionProcessor.emptyAccountRule(environment.fork()));
    TransactionResult result =
        processor.simulate(environment, transaction, DEPLOYER, journal, null);
    if (!(result instanceof Executed executed) || !executed.isSuccess()) {
      throw new IllegalStateException("set-up call to " + to + " failed: " + result);
    }
    apply(journal.toDiff());
    return executed;
  }

  private void apply(StateDiff diff) {
    codes.putAll(diff.codes());
    for (StateDiff.AccountDiff change : diff.accounts()) {
      Account after = change.after();
      if (after == null) {
        accounts.remove(change.address());
      } else {
        accounts.put(change.address(), after);
        change.slots().forEach(slot -> set(change.address(), slot.slot(), slot.after()));
      }
    }
  }

  private void set(Address contract, U256 slot, U256 value) {
    storage.computeIfAbsent(contract, c -> new HashMap<>()).put(slot, value);
  }

  /** Writes {@code mapping[key] = value} of a contract compiled from {@code artifact}. */
  void setMapping(Address contract, String artifact, String mapping, Address key, U256 value) {
    set(contract, entry(slotOf(artifact, mapping), key), value);
  }

  /** Writes {@code mapping[key][inner] = value}. */
  void setMapping(
      Address contract, String artifact, String mapping, Address key, Address inner, U256 value) {
    set(contract, entry(entry(slotOf(artifact, mapping), key), inner), value);
  }

  private U256 slotOf(String artifact, String variable) {
    return artifact(artifact).storage().stream()
        .filter(candidate -> candidate.label().equals(variable))
        .map(candidate -> U256.of(Long.parseLong(candidate.slot())))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no variable " + variable + " in " + artifact));
  }

  /** Where Solidity keeps a mapping's value: at the hash of the key and the mapping's own slot. */
  private static U256 entry(U256 mapping, Address key) {
    byte[] input = new byte[64];
    key.toU256().copyTo(input, 0);
    mapping.copyTo(input, 32);
    return Keccak256.hash32(input).toU256();
  }

  /** The state as a genesis allocates it. */
  SortedMap<Address, GenesisAccount> alloc() {
    SortedMap<Address, GenesisAccount> alloc = new TreeMap<>();
    accounts.forEach(
        (address, account) ->
            alloc.put(
                address,
                new GenesisAccount(
                    account.nonce(),
                    account.balance(),
                    code(account.codeHash()),
                    new TreeMap<>(storage.getOrDefault(address, Map.of())))));
    return alloc;
  }

  @Override
  public @Nullable Account account(Address address) {
    return accounts.get(address);
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    return storage.getOrDefault(address, Map.of()).getOrDefault(slot, U256.ZERO);
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    Bytes code = codes.get(codeHash);
    if (code == null) {
      throw new IllegalStateException("unknown code: expected one of an account, got " + codeHash);
    }
    return code;
  }

  @Override
  public boolean hasStorage(Address address) {
    return storage.getOrDefault(address, Map.of()).values().stream().anyMatch(v -> !v.isZero());
  }
}
