package io.weft.tests.differential;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.evm.ContractAddress;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.AccessListEntry;
import io.weft.execution.types.AccessListTransaction;
import io.weft.execution.types.Authorization;
import io.weft.execution.types.BlobTransaction;
import io.weft.execution.types.DynamicFeeTransaction;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.SetCodeTransaction;
import io.weft.execution.types.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the case of a seed: a handful of accounts that know of each other, and transactions. */
final class CaseGenerator {
  private static final int SENDERS = 4;
  private static final int CONTRACTS = 5;
  private static final Address COINBASE = Address.of(0xC0B0);
  private static final Address RICH = Address.of(0x41C4);
  private static final Address ABSENT = Address.of(0xAB5E);
  private static final U256 ETHER = U256.of(1_000_000_000_000_000_000L);

  /** Each fork stands here as often as it is drawn. */
  private static final List<Fork> FORKS =
      Stream.of(
              Collections.nCopies(46, Fork.OSAKA),
              Collections.nCopies(16, Fork.PRAGUE),
              Collections.nCopies(9, Fork.CANCUN),
              Collections.nCopies(5, Fork.SHANGHAI),
              Collections.nCopies(3, Fork.PARIS),
              Collections.nCopies(4, Fork.LONDON),
              Collections.nCopies(4, Fork.BERLIN),
              Collections.nCopies(3, Fork.ISTANBUL),
              Collections.nCopies(2, Fork.PETERSBURG),
              Collections.nCopies(2, Fork.CONSTANTINOPLE),
              Collections.nCopies(2, Fork.BYZANTIUM),
              Collections.nCopies(2, Fork.SPURIOUS_DRAGON),
              Collections.nCopies(1, Fork.TANGERINE_WHISTLE),
              Collections.nCopies(1, Fork.HOMESTEAD),
              Collections.nCopies(1, Fork.FRONTIER))
          .flatMap(List::stream)
          .toList();

  private static final byte[][] KEYS = keys();
  private static final List<Address> OWNERS = owners();

  private final PrecompileInputs precompileInputs;

  CaseGenerator(PrecompileInputs precompileInputs) {
    this.precompileInputs = precompileInputs;
  }

  private static byte[][] keys() {
    byte[][] keys = new byte[SENDERS][32];
    for (int i = 0; i < SENDERS; i++) {
      keys[i][31] = (byte) (i + 1);
    }
    return keys;
  }

  private static List<Address> owners() {
    List<Address> owners = new ArrayList<>();
    for (byte[] key : KEYS) {
      owners.add(Secp256k1.addressOfPrivateKey(key));
    }
    return List.copyOf(owners);
  }

  Case generate(long seed) {
    return new Draft(new SplittableRandom(seed)).finish();
  }

  /** A case in the making. */
  private final class Draft {
    private final RandomGenerator random;
    private final Fork fork;
    private final Case.Surroundings block;
    private final SortedMap<Address, GenesisAccount> pre = new TreeMap<>();
    private final List<Address> contracts = new ArrayList<>();
    private final List<Address> places = new ArrayList<>();
    private final Map<Address, Long> nonces = new HashMap<>();
    private final CodeGenerator codes;

    Draft(RandomGenerator random) {
      this.random = random;
      fork = FORKS.get(random.nextInt(FORKS.size()));
      block =
          new Case.Surroundings(
              1000 + random.nextInt(1000),
              1_000_000L + random.nextInt(1000),
              random.nextInt(8) == 0 ? OWNERS.get(1) : COINBASE,
              random.nextInt(50) == 0 ? 100_000 : 60_000_000,
              U256.of(7 + random.nextInt(1000)),
              word(),
              random.nextInt(3) == 0 ? random.nextInt(40_000_000) : 0);
      for (int i = 0; i < CONTRACTS; i++) {
        contracts.add(Address.of(0xC0DE00 + i));
      }
      places.addAll(contracts);
      places.addAll(contracts);
      places.addAll(OWNERS);
      places.addAll(List.of(RICH, ABSENT, COINBASE, Address.ZERO, Address.of(3)));
      places.add(Address.of(1 + random.nextInt(18)));
      places.add(ContractAddress.of(contracts.get(0), 1));
      places.add(ContractAddress.of(OWNERS.get(0), 0));
      codes = new CodeGenerator(random, fork, places, precompileInputs);
    }

    Case finish() {
      fillState();
      List<Bytes> transactions = new ArrayList<>();
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        transactions.add(transaction().encoded());
      }
      return new Case(fork, block, pre, transactions);
    }

    // ---- state

    private void fillState() {
      for (Address owner : OWNERS) {
        long nonce = random.nextInt(3) == 0 ? random.nextInt(5) : 0;
        Bytes code = Bytes.EMPTY;
        if (fork.isAtLeast(Fork.PRAGUE) && random.nextInt(4) == 0) {
          code = Bytes.of(0xEF, 1, 0).concat(place().toBytes());
          nonce++;
        }
        U256 balance =
            random.nextInt(30) == 0
                ? U256.of(random.nextInt(1_000_000_000))
                : ETHER.multiply(1 + random.nextInt(1000));
        nonces.put(owner, nonce);
        pre.put(owner, new GenesisAccount(nonce, balance, code, slots()));
      }
      for (int i = 0; i < CONTRACTS; i++) {
        Bytes code = new CodeGenerator(random, fork, visibleFrom(i), precompileInputs).contract();
        pre.put(
            contracts.get(i), new GenesisAccount(1, U256.of(random.nextInt(1000)), code, slots()));
      }
      pre.put(RICH, new GenesisAccount(0, ETHER, Bytes.EMPTY, new TreeMap<>()));
      if (random.nextInt(6) == 0) { // somebody is where a contract will be created
        Address taken = ContractAddress.of(contracts.get(random.nextInt(2)), 1);
        boolean isContract = random.nextBoolean();
        pre.put(
            taken,
            new GenesisAccount(
                isContract ? 1 : 0,
                U256.of(5),
                isContract ? Bytes.of(0) : Bytes.EMPTY,
                new TreeMap<>()));
      }
      if (random.nextInt(3) == 0) {
        pre.put(block.coinbase(), pre.getOrDefault(block.coinbase(), ether()));
      }
    }

    /** Mostly contracts call later ones: cycles run until the gas is gone and hide the rest. */
    private List<Address> visibleFrom(int contract) {
      List<Address> visible = new ArrayList<>(places.subList(2 * CONTRACTS, places.size()));
      for (int i = 0; i < 4; i++) {
        visible.addAll(contracts.subList(contract + 1, CONTRACTS));
      }
      if (random.nextInt(4) == 0) {
        visible.addAll(contracts);
      }
      return visible;
    }

    private GenesisAccount ether() {
      return new GenesisAccount(0, ETHER, Bytes.EMPTY, new TreeMap<>());
    }

    private SortedMap<U256, U256> slots() {
      SortedMap<U256, U256> slots = new TreeMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        slots.put(
            U256.of(random.nextInt(5)),
            random.nextBoolean() ? U256.of(1 + random.nextInt(3)) : word());
      }
      return slots;
    }

    private U256 word() {
      return new U256(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private Address place() {
      return places.get(random.nextInt(places.size()));
    }

    // ---- transactions

    private Transaction transaction() {
      int sender = random.nextInt(SENDERS);
      Address owner = OWNERS.get(sender);
      long nonce = nonces.getOrDefault(owner, 0L);
      if (random.nextInt(50) == 0) {
        nonce += random.nextBoolean() ? 1 : -1;
      } else {
        nonces.put(owner, nonce + 1);
      }
      Transaction unsigned = unsigned(Math.max(nonce, 0));
      Signature signature = Secp256k1.sign(unsigned.signingHash(), KEYS[sender]);
      return unsigned.withSignature(signature);
    }

    private Transaction unsigned(long nonce) {
      int type = random.nextInt(1 + lastType());
      boolean creates = type < 3 && random.nextInt(8) == 0;
      Address to = creates ? null : recipient();
      Bytes data = creates ? codes.initCode() : data();
      U256 value = value();
      U256 tip = U256.of(random.nextInt(100));
      U256 cap =
          block
              .baseFee()
              .add(random.nextInt(40) == 0 ? U256.ZERO : U256.of(random.nextInt(100)).add(tip));
      if (random.nextInt(60) == 0) {
        cap = U256.of(random.nextInt(200)); // below the base fee, or below the tip
      }
      List<AccessListEntry> accessList = accessList();
      long gas =
          gas(
              21_000
                  + 40L * data.size()
                  + (creates ? 33_000 : 0)
                  + 20_000L * accessList.size()
                  + (type == 4 ? 75_000 : 0));
      return switch (type) {
        case 0 ->
            new LegacyTransaction(
                fork.isAtLeast(Fork.SPURIOUS_DRAGON) && random.nextInt(4) != 0
                    ? Case.CHAIN_ID
                    : null,
                nonce,
                cap,
                gas,
                to,
                value,
                data,
                Signature.NONE);
        case 1 ->
            new AccessListTransaction(
                Case.CHAIN_ID, nonce, cap, gas, to, value, data, accessList, Signature.NONE);
        case 2 ->
            new DynamicFeeTransaction(
                Case.CHAIN_ID, nonce, tip, cap, gas, to, value, data, accessList, Signature.NONE);
        case 3 ->
            new BlobTransaction(
                Case.CHAIN_ID,
                nonce,
                tip,
                cap,
                gas,
                required(to),
                value,
                data,
                accessList,
                U256.of(1 + random.nextInt(1_000_000)),
                blobHashes(),
                Signature.NONE);
        default ->
            new SetCodeTransaction(
                Case.CHAIN_ID,
                nonce,
                tip,
                cap,
                gas,
                required(to),
                value,
                data,
                accessList,
                authorizations(),
                Signature.NONE);
      };
    }

    private static Address required(@Nullable Address to) {
      if (to == null) {
        throw new IllegalStateException("this type has a recipient");
      }
      return to;
    }

    private int lastType() {
      if (fork.isAtLeast(Fork.PRAGUE)) {
        return 4;
      }
      if (fork.isAtLeast(Fork.CANCUN)) {
        return 3;
      }
      return fork.isAtLeast(Fork.LONDON) ? 2 : fork.isAtLeast(Fork.BERLIN) ? 1 : 0;
    }

    private Address recipient() {
      return random.nextInt(4) == 0 ? place() : contracts.get(random.nextInt(contracts.size()));
    }

    private U256 value() {
      return switch (random.nextInt(12)) {
        case 0, 1, 2 -> U256.of(random.nextInt(1000));
        case 3 -> random.nextInt(8) == 0 ? word() : ETHER;
        default -> U256.ZERO;
      };
    }

    private Bytes data() {
      int size = random.nextInt(40) == 0 ? random.nextInt(5000) : random.nextInt(120);
      byte[] data = new byte[size];
      if (random.nextBoolean()) {
        random.nextBytes(data);
      } else {
        for (int i = 0; i < size; i += 32) {
          data[i] = (byte) random.nextInt(3);
        }
      }
      return Bytes.wrap(data);
    }

    /** Mostly more than {@code base}, which is about what the transaction costs before it runs. */
    private long gas(long base) {
      return switch (random.nextInt(50)) {
        case 0 -> base - 21_000 + random.nextInt(22_000);
        case 1, 2, 3, 4 -> base + random.nextInt(60_000);
        case 5 -> base + random.nextInt(random.nextInt(8) == 0 ? 16_760_000 : 1_000_000);
        default -> base + 100_000 + random.nextInt(400_000);
      };
    }

    private List<AccessListEntry> accessList() {
      List<AccessListEntry> entries = new ArrayList<>();
      for (int i = random.nextInt(2) * random.nextInt(4); i > 0; i--) {
        List<Hash32> keys = new ArrayList<>();
        for (int k = random.nextInt(4); k > 0; k--) {
          keys.add(Hash32.from(U256.of(random.nextInt(5))));
        }
        entries.add(new AccessListEntry(place(), keys));
      }
      return entries;
    }

    private List<Hash32> blobHashes() {
      List<Hash32> hashes = new ArrayList<>();
      int count = random.nextInt(20) == 0 ? random.nextInt(11) : 1 + random.nextInt(3);
      for (int i = 0; i < count; i++) {
        byte[] hash = word().toBytes32();
        hash[0] = (byte) (random.nextInt(100) == 0 ? 2 : 1);
        hashes.add(Hash32.from(hash));
      }
      return hashes;
    }

    private List<Authorization> authorizations() {
      List<Authorization> authorizations = new ArrayList<>();
      for (int i = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(3); i > 0; i--) {
        int authority = random.nextInt(SENDERS);
        Address owner = OWNERS.get(authority);
        long nonce = nonces.getOrDefault(owner, 0L);
        long chain = random.nextInt(12) == 0 ? 2 : random.nextInt(2);
        if (random.nextInt(10) == 0) {
          nonce += random.nextInt(3) - 1;
        } else if (chain != 2) {
          nonces.put(owner, nonce + 1);
        }
        authorizations.add(
            sign(chain, random.nextInt(8) == 0 ? Address.ZERO : place(), nonce, authority));
      }
      return authorizations;
    }

    private Authorization sign(long chain, Address target, long nonce, int authority) {
      Authorization unsigned =
          new Authorization(U256.of(chain), target, Math.max(nonce, 0), 0, U256.ZERO, U256.ZERO);
      Signature signature = Secp256k1.sign(unsigned.signingHash(), KEYS[authority]);
      boolean isHigh = random.nextInt(30) == 0;
      return new Authorization(
          unsigned.chainId(),
          target,
          unsigned.nonce(),
          isHigh ? 1 - signature.yParity() : signature.yParity(),
          signature.r(),
          isHigh ? Secp256k1.ORDER.subtract(signature.s()) : signature.s());
    }
  }
}
