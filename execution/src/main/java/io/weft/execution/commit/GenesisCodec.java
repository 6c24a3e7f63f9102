package io.weft.execution.commit;

import io.weft.execution.chainspec.BlobParameters;
import io.weft.execution.chainspec.BlobSchedule;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.DevRules;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.chainspec.RequestContracts;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A {@link Genesis} as a row, so that a store can be checked and copied by itself. */
final class GenesisCodec {
  private GenesisCodec() {}

  static byte[] encode(Genesis genesis) {
    RlpWriter out = new RlpWriter(4096);
    int list = out.beginList();
    writeSpec(genesis.spec(), out);
    out.write(genesis.number())
        .write(genesis.timestamp())
        .write(genesis.gasLimit())
        .write(genesis.gasUsed())
        .write(genesis.difficulty())
        .write(genesis.extraData())
        .write(genesis.mixHash())
        .write(genesis.nonce())
        .write(genesis.coinbase())
        .write(genesis.parentHash());
    writeOptional(genesis.baseFeePerGas(), out);
    writeOptional(genesis.blobGasUsed(), out);
    writeOptional(genesis.excessBlobGas(), out);
    Hash32 beaconRoot = genesis.parentBeaconBlockRoot();
    writeOptional(beaconRoot == null ? null : beaconRoot.toU256(), out);
    int alloc = out.beginList();
    for (Map.Entry<Address, GenesisAccount> entry : genesis.alloc().entrySet()) {
      GenesisAccount account = entry.getValue();
      int fields = out.beginList();
      out.write(entry.getKey()).write(account.nonce()).write(account.balance());
      out.write(account.code());
      int slots = out.beginList();
      account.storage().forEach((slot, value) -> out.write(slot).write(value));
      out.endList(slots);
      out.endList(fields);
    }
    out.endList(alloc);
    return out.endList(list).toArray();
  }

  static Genesis decode(byte[] encoded) {
    RlpReader in = RlpReader.ofList(Bytes.wrap(encoded));
    ChainSpec spec = readSpec(in);
    long number = in.positiveLong();
    long timestamp = in.positiveLong();
    long gasLimit = in.positiveLong();
    long gasUsed = in.positiveLong();
    U256 difficulty = in.u256();
    Bytes extraData = in.bytes();
    Hash32 mixHash = in.hash32();
    long nonce = in.uint64();
    Address coinbase = in.address();
    Hash32 parentHash = in.hash32();
    U256 baseFee = readOptional(in);
    U256 blobGasUsed = readOptional(in);
    U256 excessBlobGas = readOptional(in);
    U256 beaconRoot = readOptional(in);
    SortedMap<Address, GenesisAccount> alloc = new TreeMap<>();
    RlpReader accounts = in.list();
    while (accounts.hasNext()) {
      RlpReader fields = accounts.list();
      Address address = fields.address();
      long accountNonce = fields.uint64();
      U256 balance = fields.u256();
      Bytes code = fields.bytes();
      SortedMap<U256, U256> storage = new TreeMap<>();
      RlpReader slots = fields.list();
      while (slots.hasNext()) {
        storage.put(slots.u256(), slots.u256());
      }
      fields.end();
      alloc.put(address, new GenesisAccount(accountNonce, balance, code, storage));
    }
    in.end();
    return new Genesis(
        spec,
        number,
        timestamp,
        gasLimit,
        gasUsed,
        difficulty,
        extraData,
        mixHash,
        nonce,
        coinbase,
        parentHash,
        baseFee,
        blobGasUsed == null ? null : (Long) blobGasUsed.toLong(),
        excessBlobGas == null ? null : (Long) excessBlobGas.toLong(),
        beaconRoot == null ? null : Hash32.from(beaconRoot),
        alloc);
  }

  private static void writeSpec(ChainSpec spec, RlpWriter out) {
    int fields = out.beginList();
    out.write(spec.chainId());
    int forks = out.beginList();
    spec.forks().starts().forEach((fork, start) -> out.write(text(fork.name())).write(start));
    out.endList(forks);
    int blobs = out.beginList();
    for (BlobSchedule.Entry entry : spec.blobs().entries()) {
      BlobParameters parameters = entry.parameters();
      out.write(text(entry.name())).write(entry.fromSeconds());
      out.write(parameters.target()).write(parameters.max());
      out.write(parameters.baseFeeUpdateFraction());
    }
    out.endList(blobs);
    out.write(flag(spec.hasDaoFork()));
    writeOptional(spec.terminalTotalDifficulty(), out);
    RequestContracts contracts = spec.requestContracts();
    out.write(contracts.deposits());
    DevRules dev = spec.dev();
    out.write(flag(dev.gasFree())).write(flag(dev.impersonation())).write(flag(dev.freeLimits()));
    if (!contracts.equals(usualBut(contracts.deposits()))) {
      out.write(contracts.withdrawals()).write(contracts.consolidations());
    }
    out.endList(fields);
  }

  private static ChainSpec readSpec(RlpReader in) {
    RlpReader fields = in.list();
    long chainId = fields.uint64();
    Map<Fork, Long> starts = new EnumMap<>(Fork.class);
    RlpReader forks = fields.list();
    while (forks.hasNext()) {
      starts.put(Fork.valueOf(text(forks)), forks.uint64());
    }
    List<BlobSchedule.Entry> entries = new ArrayList<>();
    RlpReader blobs = fields.list();
    while (blobs.hasNext()) {
      String name = text(blobs);
      long from = blobs.uint64();
      int target = Math.toIntExact(blobs.positiveLong());
      int max = Math.toIntExact(blobs.positiveLong());
      long fraction = blobs.positiveLong();
      entries.add(new BlobSchedule.Entry(name, from, new BlobParameters(target, max, fraction)));
    }
    boolean hasDaoFork = fields.uint64() == 1;
    U256 terminalTotalDifficulty = readOptional(fields);
    RequestContracts contracts = usualBut(fields.address());
    DevRules dev = new DevRules(fields.uint64() == 1, fields.uint64() == 1, fields.uint64() == 1);
    if (fields.hasNext()) {
      contracts = new RequestContracts(contracts.deposits(), fields.address(), fields.address());
    }
    fields.end();
    return new ChainSpec(
        chainId,
        new ForkSchedule(starts),
        new BlobSchedule(entries),
        hasDaoFork,
        terminalTotalDifficulty,
        contracts,
        dev);
  }

  private static RequestContracts usualBut(Address deposits) {
    RequestContracts usual = RequestContracts.MAINNET;
    return new RequestContracts(deposits, usual.withdrawals(), usual.consolidations());
  }

  private static void writeOptional(@Nullable Long value, RlpWriter out) {
    writeOptional(value == null ? null : U256.of(value), out);
  }

  /** A list of one number or of none. */
  private static void writeOptional(@Nullable U256 value, RlpWriter out) {
    int list = out.beginList();
    if (value != null) {
      out.write(value);
    }
    out.endList(list);
  }

  private static @Nullable U256 readOptional(RlpReader in) {
    RlpReader list = in.list();
    U256 value = list.hasNext() ? list.u256() : null;
    list.end();
    return value;
  }

  private static long flag(boolean isSet) {
    return isSet ? 1 : 0;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(RlpReader in) {
    return new String(in.bytes().unsafeArray(), StandardCharsets.UTF_8);
  }
}
