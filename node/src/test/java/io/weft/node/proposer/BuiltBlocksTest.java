package io.weft.node.proposer;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.contracts.Predeploy;
import io.weft.contracts.Predeploys;
import io.weft.execution.BlockExecutors;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockAttributes;
import io.weft.execution.block.BlockBuilder;
import io.weft.execution.block.Candidates;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.DevRules;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.chainspec.RequestContracts;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.transaction.RejectionReason;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.transaction.TransactionResult.Rejected;
import io.weft.execution.types.Authorization;
import io.weft.execution.types.BlobTransaction;
import io.weft.execution.types.DynamicFeeTransaction;
import io.weft.execution.types.SetCodeTransaction;
import io.weft.execution.types.Transaction;
import io.weft.execution.types.Withdrawal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Blocks of the latest forks with all that is new in them: deposits (EIP-6110), requests for
 * withdrawals (EIP-7002) and consolidations (EIP-7251), delegations (EIP-7702) and blobs. Whoever
 * builds one builds the same, and whoever verifies it finds the same.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class BuiltBlocksTest {
  private static final long SEED = Long.getLong("weft.seed", 20_261_123L);
  private static final int BLOCKS = 6;
  private static final int CANDIDATES = 70;
  private static final long CHAIN_ID = 1337;
  private static final long GAS_LIMIT = 12_000_000;

  private static final U256 ETHER = U256.of(1_000_000_000_000_000_000L);
  private static final Address COINBASE = Address.of(0xC01BA5E);

  /** Adds one to slot 0, whoever runs it. */
  private static final Address COUNTER = Address.of(0xC0C0);

  private static final Bytes COUNTING = Bytes.fromHex("60005460010160005500");

  private final byte[][] keys = new byte[12][];
  private final Address[] people = new Address[keys.length];
  private final long[] nonces = new long[keys.length];
  private final Random random = new Random(SEED);

  BuiltBlocksTest() {
    for (int i = 0; i < keys.length; i++) {
      keys[i] = new byte[32];
      keys[i][31] = (byte) (i + 1);
      people[i] = Secp256k1.addressOfPrivateKey(keys[i]);
    }
  }

  private Genesis genesis(Fork fork) {
    SortedMap<Address, GenesisAccount> alloc = new TreeMap<>();
    for (Predeploy predeploy : Predeploys.all()) {
      alloc.put(
          predeploy.address(),
          new GenesisAccount(1, U256.ZERO, predeploy.code(), new TreeMap<>(predeploy.storage())));
    }
    alloc.put(COUNTER, new GenesisAccount(1, U256.ZERO, COUNTING, new TreeMap<>()));
    for (Address person : people) {
      alloc.put(person, GenesisAccount.ofBalance(ETHER.multiply(10_000)));
    }
    ChainSpec spec =
        ChainSpec.of(CHAIN_ID, ForkSchedule.fromGenesis(fork))
            .withDev(new DevRules(false, true, false));
    return Genesis.of(spec, 1_000, GAS_LIMIT, U256.of(7), alloc);
  }

  /** All ways to execute blocks, by name; the first is what the others are held against. */
  private static Map<String, BlockExecutors> executors() {
    Map<String, BlockExecutors> executors = new LinkedHashMap<>();
    executors.put("sequential", BlockExecutors.sequential());
    executors.put("auto", BlockExecutors.parallel(3, SEED, System::nanoTime));
    executors.put("optimistic", BlockExecutors.optimistic(2, SEED, System::nanoTime));
    executors.put("speculating", BlockExecutors.speculating(4, SEED, System::nanoTime));
    executors.put("list", BlockExecutors.listDriven(3, SEED, System::nanoTime));
    return executors;
  }

  @ParameterizedTest
  @EnumSource(names = {"PRAGUE", "OSAKA", "AMSTERDAM"})
  void blockIsTheSameWhoeverBuildsItAndHoldsWhoeverVerifiesIt(Fork fork) {
    System.out.println("built blocks: seed " + SEED);
    Map<String, BlockExecutors> executors = executors();
    Map<String, ExecutionEngine> engines = new LinkedHashMap<>();
    executors.forEach((name, kind) -> engines.put(name, open(genesis(fork), kind)));
    ExecutionEngine oracle = engines.values().iterator().next();
    Set<Integer> requests = new TreeSet<>();
    Set<Integer> types = new TreeSet<>();
    Set<RejectionReason> rejections = EnumSet.noneOf(RejectionReason.class);
    try {
      for (int i = 0; i < BLOCKS; i++) {
        Pool pool = pool();
        ExecutedBlock block = build(oracle, pool);
        engines.forEach(
            (name, engine) -> {
              assertThat(build(engine, pool)).as("%s builds, seed %d", name, SEED).isEqualTo(block);
              assertThat(engine.execute(block.block(), block.accessList()))
                  .as("%s verifies, seed %d", name, SEED)
                  .isEqualTo(block);
              assertThat(engine.execute(block.block()))
                  .as("%s verifies without a list, seed %d", name, SEED)
                  .isEqualTo(block);
              engine.commit(block);
            });
        block.requests().forEach(request -> requests.add((int) request.get(0)));
        block.block().transactions().forEach(transaction -> types.add(transaction.type()));
        rejections.addAll(pool.rejections);
        for (int person = 0; person < people.length; person++) {
          var account = oracle.head().account(people[person]);
          nonces[person] = account == null ? 0 : account.nonce();
        }
      }
    } finally {
      engines.values().forEach(ExecutionEngine::close);
      executors.values().forEach(BlockExecutors::close);
    }
    assertThat(requests).as("types of requests").containsExactly(0, 1, 2);
    assertThat(types).as("types of transactions").containsExactly(2, 3, 4);
    assertThat(rejections)
        .contains(
            RejectionReason.TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED,
            RejectionReason.NONCE_MISMATCH_TOO_HIGH);
  }

  private static ExecutionEngine open(Genesis genesis, BlockExecutors executors) {
    return ExecutionEngine.open(
        new InMemoryStore(), genesis, SenderRecovery.of(genesis.spec()), executors);
  }

  private static ExecutedBlock build(ExecutionEngine engine, Pool pool) {
    long number = engine.head().number() + 1;
    BlockBuilder builder =
        engine.propose(
            new BlockAttributes(
                1_000 + 12 * number,
                COINBASE,
                GAS_LIMIT,
                Hash32.ZERO,
                List.of(new Withdrawal(number, 1, Address.of(0xB0B), 5)),
                Hash32.ZERO,
                0,
                Bytes.EMPTY,
                null));
    engine.fill(builder, pool);
    return (ExecutedBlock) builder.finish();
  }

  /** What a pool may hand over, with the senders known. */
  private static final class Pool implements Candidates {
    final List<Transaction> transactions = new ArrayList<>();
    final List<Address> senders = new ArrayList<>();
    final Set<RejectionReason> rejections = EnumSet.noneOf(RejectionReason.class);

    @Override
    public int count() {
      return transactions.size();
    }

    @Override
    public Transaction transaction(int index) {
      return transactions.get(index);
    }

    @Override
    public Address sender(int index) {
      return senders.get(index);
    }

    @Override
    public boolean ended(int index, TransactionResult result) {
      switch (result) {
        case Rejected rejected -> rejections.add(rejected.reason());
        case Executed _ -> {}
      }
      return true;
    }
  }

  // ---- candidates

  private Pool pool() {
    Pool pool = new Pool();
    for (int i = 0; i < CANDIDATES; i++) {
      int sender = random.nextInt(people.length);
      pool.transactions.add(transaction(sender));
      pool.senders.add(people[sender]);
    }
    return pool;
  }

  private Transaction transaction(int sender) {
    return switch (random.nextInt(8)) {
      case 0 -> call(sender, RequestContracts.MAINNET.withdrawals(), U256.of(1_000_000), bytes(56));
      case 1 ->
          call(sender, RequestContracts.MAINNET.consolidations(), U256.of(1_000_000), bytes(96));
      case 2 -> call(sender, RequestContracts.MAINNET.deposits(), ETHER, deposit());
      case 3 -> blobs(sender);
      case 4 -> delegation(sender);
      case 5 -> call(sender, COUNTER, U256.ZERO, Bytes.EMPTY);
      // Some of them run whatever code was delegated to.
      default -> call(sender, people[random.nextInt(people.length)], U256.ONE, Bytes.EMPTY);
    };
  }

  private Transaction call(int sender, Address to, U256 value, Bytes data) {
    return new DynamicFeeTransaction(
        CHAIN_ID,
        nonces[sender]++,
        U256.ONE,
        U256.of(1_000),
        1_000_000,
        to,
        value,
        data,
        List.of(),
        SenderRecovery.impersonating(people[sender]));
  }

  private Transaction blobs(int sender) {
    List<Hash32> hashes = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      byte[] hash = bytes(32).toArray();
      hash[0] = 1;
      hashes.add(Hash32.from(hash));
    }
    return new BlobTransaction(
        CHAIN_ID,
        nonces[sender]++,
        U256.ONE,
        U256.of(1_000),
        200_000,
        COUNTER,
        U256.ZERO,
        Bytes.EMPTY,
        List.of(),
        U256.of(1_000),
        hashes,
        SenderRecovery.impersonating(people[sender]));
  }

  private Transaction delegation(int sender) {
    long nonce = nonces[sender]++;
    List<Authorization> authorizations = new ArrayList<>();
    for (int i = random.nextInt(2); i >= 0; i--) {
      authorizations.add(authorization(random.nextInt(people.length)));
    }
    return new SetCodeTransaction(
        CHAIN_ID,
        nonce,
        U256.ONE,
        U256.of(1_000),
        1_000_000,
        people[sender],
        U256.ZERO,
        Bytes.EMPTY,
        List.of(),
        authorizations,
        SenderRecovery.impersonating(people[sender]));
  }

  private Authorization authorization(int authority) {
    Address target = random.nextInt(3) == 0 ? Address.ZERO : COUNTER;
    long nonce = nonces[authority]++;
    Authorization unsigned =
        new Authorization(U256.of(CHAIN_ID), target, nonce, 0, U256.ZERO, U256.ZERO);
    Signature signature = Secp256k1.sign(unsigned.signingHash(), keys[authority]);
    return new Authorization(
        unsigned.chainId(), target, nonce, signature.yParity(), signature.r(), signature.s());
  }

  /** A call of the deposit contract with one ether, and the root it holds it against. */
  private Bytes deposit() {
    Bytes key = bytes(48);
    Bytes credentials = bytes(32);
    Bytes signature = bytes(96);
    byte[] gwei = {0, (byte) 0xCA, (byte) 0x9A, 0x3B, 0, 0, 0, 0}; // little-endian
    Bytes keyRoot = sha256(key, zeros(16));
    Bytes signatureRoot =
        sha256(sha256(signature.slice(0, 64)), sha256(signature.slice(64), zeros(32)));
    Bytes root =
        sha256(sha256(keyRoot, credentials), sha256(Bytes.wrap(gwei), zeros(24), signatureRoot));
    return Bytes.fromHex("22895118")
        .concat(word(128))
        .concat(word(224))
        .concat(word(288))
        .concat(root)
        .concat(word(48))
        .concat(key)
        .concat(zeros(16))
        .concat(word(32))
        .concat(credentials)
        .concat(word(96))
        .concat(signature);
  }

  private Bytes bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }

  private static Bytes zeros(int size) {
    return Bytes.wrap(new byte[size]);
  }

  private static Bytes word(int value) {
    return Bytes.wrap(U256.of(value).toBytes32());
  }

  private static Bytes sha256(Bytes... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Bytes part : parts) {
        digest.update(part.toArray());
      }
      return Bytes.wrap(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
