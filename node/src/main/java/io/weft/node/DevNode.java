package io.weft.node;

import io.weft.consensus.single.SingleValidator;
import io.weft.contracts.wallet.Account;
import io.weft.execution.BlockExecutors;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.HeaderRules;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.commit.ChainDump;
import io.weft.execution.evm.precompile.PrecompiledContracts;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.store.RocksDbStore;
import io.weft.execution.store.StoreException;
import io.weft.execution.store.StoreOptions;
import io.weft.execution.store.WrongStoreException;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.BlockHeader;
import io.weft.node.cli.BuildVersion;
import io.weft.node.dev.DevChain;
import io.weft.node.dev.DevGenesis;
import io.weft.node.dev.DevSettings;
import io.weft.node.importer.ChainHead;
import io.weft.node.importer.Importer;
import io.weft.node.metrics.NodeMetrics;
import io.weft.node.pool.PoolHead;
import io.weft.node.pool.PoolLimits;
import io.weft.node.pool.TransactionPool;
import io.weft.node.prefetch.AccessPredictor;
import io.weft.node.prefetch.Prefetcher;
import io.weft.node.proposer.Proposer;
import io.weft.node.rpc.RpcConfig;
import io.weft.node.rpc.RpcServer;
import io.weft.node.rpc.api.RpcLimits;
import io.weft.node.rpc.api.RpcMethods;
import io.weft.node.rpc.api.RpcServices;
import io.weft.node.rpc.api.UnlockedAccounts;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A development chain, put together: built in start order, closed in reverse.
 *
 * <pre>
 * store -> engine -> pool -> proposer, importer -> single validator -> RPC
 * </pre>
 */
public final class DevNode implements AutoCloseable {
  private final DevSettings settings;
  private final KeyValueStore store;
  private final ExecutionEngine engine;
  private final Prefetcher prefetcher;
  private final SingleValidator validator;
  private final RpcMethods methods;
  private final RpcServer server;

  private DevNode(
      DevSettings settings,
      KeyValueStore store,
      ExecutionEngine engine,
      Prefetcher prefetcher,
      SingleValidator validator,
      RpcMethods methods,
      RpcServer server) {
    this.settings = settings;
    this.store = store;
    this.engine = engine;
    this.prefetcher = prefetcher;
    this.validator = validator;
    this.methods = methods;
    this.server = server;
  }

  /**
   * Starts the chain these settings describe.
   *
   * @param executors execute its blocks; they stay the caller's
   * @throws UnsupportedChainException if this machine cannot compute a precompiled contract
   * @throws io.weft.execution.store.StoreException if the data directory cannot be used
   * @throws io.weft.execution.chainspec.GenesisException if the genesis file is not one
   * @throws IOException if a file or the port cannot be used
   */
  public static DevNode start(
      DevSettings settings,
      List<Account> wallet,
      InstantSource clock,
      SingleValidator.FailureListener onFailure,
      BlockExecutors executors)
      throws IOException {
    KeyValueStore store = openStore(settings);
    try {
      return start(settings, wallet, clock, onFailure, executors, store);
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** The same on a store that is open; the node closes it. */
  static DevNode start(
      DevSettings settings,
      List<Account> wallet,
      InstantSource clock,
      SingleValidator.FailureListener onFailure,
      BlockExecutors executors,
      KeyValueStore store)
      throws IOException {
    load(settings, store);
    Genesis genesis = genesis(settings, wallet, store, clock);
    requireCryptography(genesis.spec());
    ExecutionEngine engine =
        ExecutionEngine.open(store, genesis, SenderRecovery.of(genesis.spec()), executors);
    TransactionPool pool =
        new TransactionPool(PoolLimits.DEV, poolHead(engine.spec(), engine.head()));
    NodeMetrics metrics = new NodeMetrics();
    metrics.countIdle(executors::idleNanos);
    Importer importer = new Importer(engine, metrics.stages());
    DevChain dev = new DevChain(engine, importer, pool, clock, out -> ChainDump.write(store, out));
    Prefetcher prefetcher =
        new Prefetcher(
            engine.spec(),
            Prefetcher.READERS,
            new AccessPredictor(engine.spec()),
            metrics.stages());
    Proposer proposer =
        new Proposer(engine, pool, dev, metrics.stages(), prefetcher, importer::remember);
    SingleValidator validator =
        new SingleValidator(
            settings.sealing(), proposer, importer, onFailure, StoreException.class::isInstance);
    dev.use(validator);
    RpcMethods methods =
        new RpcMethods(
            new RpcServices(
                engine,
                pool,
                unlocked(wallet),
                dev,
                RpcLimits.DEVELOPMENT,
                clock,
                // Hardhat's network helpers only serve nodes that name a dev chain they know.
                "anvil-compatible/weft/v"
                    + BuildVersion.version()
                    + "/java"
                    + Runtime.version().feature()));
    importer.onHead(head -> updatePool(pool, engine.spec(), head));
    importer.onHead(head -> methods.headChanged());
    pool.onAdded(added -> validator.transactionsWaiting());
    validator.start();
    RpcConfig config = RpcConfig.development(settings.host(), settings.port());
    try {
      RpcServer server =
          RpcServer.start(
              config, methods.table(config.namespaces()), Map.of("/metrics", metrics::scrape));
      return new DevNode(settings, store, engine, prefetcher, validator, methods, server);
    } catch (IOException e) {
      methods.close();
      validator.close();
      prefetcher.close();
      throw e;
    }
  }

  // The last fork has every precompiled contract that an earlier one has.
  private static void requireCryptography(ChainSpec spec) {
    Fork last = spec.forkAt(Long.MAX_VALUE, Long.MAX_VALUE);
    String missing = PrecompiledContracts.of(last).missing();
    if (missing != null) {
      throw new UnsupportedChainException(missing);
    }
  }

  private static UnlockedAccounts unlocked(List<Account> wallet) {
    List<byte[]> keys = new ArrayList<>(wallet.size());
    for (Account account : wallet) {
      keys.add(account.privateKey().toArray());
    }
    return new UnlockedAccounts(keys);
  }

  /** Where the RPC answers. */
  public String url() {
    InetSocketAddress address = server.address();
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  public ChainView head() {
    return engine.head();
  }

  /**
   * Stops, and writes the chain to a file where the settings ask for it.
   *
   * @throws UncheckedIOException if the file cannot be written; the chain is closed all the same
   */
  @Override
  public void close() {
    server.close();
    methods.close();
    validator.close();
    prefetcher.close();
    try {
      dump();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      engine.close();
    }
  }

  // A dump is complete or it is not there: it gets its name once it is written.
  private void dump() throws IOException {
    Path file = settings.dumpState();
    if (file == null) {
      return;
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
      ChainDump.write(store, out);
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void load(DevSettings settings, KeyValueStore store) throws IOException {
    Path file = settings.loadState();
    if (file == null) {
      return;
    }
    if (ExecutionEngine.storedGenesis(store) != null) {
      throw new WrongStoreException(
          "--load-state: expected an empty data directory, found one with a chain");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      ChainDump.read(in, store);
    }
  }

  private static KeyValueStore openStore(DevSettings settings) throws IOException {
    Path directory = settings.dataDirectory();
    if (directory == null) {
      return new InMemoryStore();
    }
    Files.createDirectories(directory);
    return RocksDbStore.open(directory, StoreOptions.SMALL);
  }

  // The chain starts when it is first made; a restart must find the same first block.
  private static Genesis genesis(
      DevSettings settings, List<Account> wallet, KeyValueStore store, InstantSource clock)
      throws IOException {
    Path file = settings.genesisFile();
    if (file != null) {
      Genesis genesis = GenesisFile.read(file);
      return DevGenesis.withDevRules(genesis, settings.isGasFree());
    }
    Genesis stored = ExecutionEngine.storedGenesis(store);
    if (stored != null && settings.loadState() != null) {
      return stored;
    }
    long timestamp = stored != null ? stored.timestamp() : clock.instant().getEpochSecond();
    return DevGenesis.of(settings, wallet, timestamp);
  }

  private static void updatePool(TransactionPool pool, ChainSpec spec, ChainHead head) {
    PoolHead next = poolHead(spec, head.view());
    switch (head) {
      case ChainHead.Extended extended -> {
        List<Address> changed = new ArrayList<>();
        for (StateDiff.AccountDiff account : extended.executed().diff().accounts()) {
          changed.add(account.address());
        }
        pool.advance(next, changed);
      }
      case ChainHead.Intervened ignored -> pool.reset(next);
      case ChainHead.Rewound ignored -> pool.reset(next);
    }
  }

  private static PoolHead poolHead(ChainSpec spec, ChainView head) {
    BlockHeader header = head.header();
    long timestamp = header.timestamp() + 1;
    Fork fork = spec.forkAt(header.number() + 1, timestamp);
    U256 baseFee = new HeaderRules(spec).baseFeePerGas(fork, header);
    return new PoolHead(
        spec,
        head,
        fork,
        baseFee == null ? U256.ZERO : baseFee,
        spec.blobParametersAt(timestamp),
        header.gasLimit());
  }
}
