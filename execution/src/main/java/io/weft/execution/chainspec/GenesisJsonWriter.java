package io.weft.execution.chainspec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what {@link GenesisJson} reads, account by account. */
public final class GenesisJsonWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Forks whose key is not made of their name. */
  private static final Map<Fork, String> KEYS =
      new EnumMap<>(
          Map.of(
              Fork.DAO_FORK, "daoForkBlock",
              Fork.TANGERINE_WHISTLE, "eip150Block",
              Fork.SPURIOUS_DRAGON, "eip158Block",
              Fork.PARIS, "mergeNetsplitBlock"));

  private final Genesis genesis;
  private final JsonGenerator out;

  private GenesisJsonWriter(Genesis genesis, JsonGenerator out) {
    this.genesis = genesis;
    this.out = out;
  }

  /** Writes {@code genesis}; the stream stays open. */
  public static void write(Genesis genesis, OutputStream stream) throws IOException {
    JsonGenerator out = FACTORY.createGenerator(stream);
    out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    new GenesisJsonWriter(genesis, out).write();
    out.close();
  }

  private void write() throws IOException {
    out.writeStartObject();
    writeConfig();
    quantity("number", genesis.number());
    quantity("timestamp", genesis.timestamp());
    quantity("gasLimit", genesis.gasLimit());
    quantity("gasUsed", genesis.gasUsed());
    out.writeStringField("difficulty", genesis.difficulty().toHex());
    out.writeStringField("extraData", genesis.extraData().toString());
    out.writeStringField("mixHash", genesis.mixHash().toString());
    out.writeStringField("nonce", "0x" + Long.toHexString(genesis.nonce()));
    out.writeStringField("coinbase", genesis.coinbase().toString());
    out.writeStringField("parentHash", genesis.parentHash().toString());
    U256 baseFee = genesis.baseFeePerGas();
    if (baseFee != null) {
      out.writeStringField("baseFeePerGas", baseFee.toHex());
    }
    quantity("blobGasUsed", genesis.blobGasUsed());
    quantity("excessBlobGas", genesis.excessBlobGas());
    if (genesis.parentBeaconBlockRoot() != null) {
      out.writeStringField("parentBeaconBlockRoot", genesis.parentBeaconBlockRoot().toString());
    }
    out.writeObjectFieldStart("alloc");
    for (Map.Entry<Address, GenesisAccount> account : genesis.alloc().entrySet()) {
      out.writeObjectFieldStart(account.getKey().toString());
      write(account.getValue());
      out.writeEndObject();
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private void writeConfig() throws IOException {
    ChainSpec spec = genesis.spec();
    out.writeObjectFieldStart("config");
    out.writeNumberField("chainId", spec.chainId());
    for (Map.Entry<Fork, Long> start : spec.forks().starts().entrySet()) {
      if (start.getKey() != Fork.FRONTIER) {
        out.writeNumberField(key(start.getKey()), start.getValue());
      }
    }
    if (spec.hasDaoFork()) {
      out.writeBooleanField("daoForkSupport", true);
    }
    if (spec.terminalTotalDifficulty() != null) {
      out.writeStringField("terminalTotalDifficulty", spec.terminalTotalDifficulty().toHex());
    }
    RequestContracts contracts = spec.requestContracts();
    out.writeStringField("depositContractAddress", contracts.deposits().toString());
    if (!contracts.withdrawals().equals(RequestContracts.MAINNET.withdrawals())) {
      out.writeStringField("withdrawalRequestContractAddress", contracts.withdrawals().toString());
    }
    if (!contracts.consolidations().equals(RequestContracts.MAINNET.consolidations())) {
      out.writeStringField(
          "consolidationRequestContractAddress", contracts.consolidations().toString());
    }
    writeBlobs(spec);
    DevRules dev = spec.dev();
    if (!dev.equals(DevRules.NONE)) {
      out.writeObjectFieldStart("weft");
      out.writeBooleanField("gasFree", dev.gasFree());
      out.writeBooleanField("impersonation", dev.impersonation());
      out.writeBooleanField("freeLimits", dev.freeLimits());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  /** {@code MUIR_GLACIER} becomes {@code muirGlacierBlock}, {@code OSAKA} {@code osakaTime}. */
  private static String key(Fork fork) {
    String key = KEYS.get(fork);
    if (key != null) {
      return key;
    }
    StringBuilder name = new StringBuilder();
    for (String word : fork.name().toLowerCase(Locale.ROOT).split("_", -1)) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name + (ForkSchedule.isTimed(fork) ? "Time" : "Block");
  }

  private void writeBlobs(ChainSpec spec) throws IOException {
    for (BlobSchedule.Entry entry : spec.blobs().entries()) {
      if (entry.name().toLowerCase(Locale.ROOT).startsWith("bpo")) {
        out.writeNumberField(entry.name().toLowerCase(Locale.ROOT) + "Time", entry.fromSeconds());
      }
    }
    out.writeObjectFieldStart("blobSchedule");
    for (BlobSchedule.Entry entry : spec.blobs().entries()) {
      out.writeObjectFieldStart(entry.name().toLowerCase(Locale.ROOT));
      out.writeNumberField("target", entry.parameters().target());
      out.writeNumberField("max", entry.parameters().max());
      out.writeNumberField("baseFeeUpdateFraction", entry.parameters().baseFeeUpdateFraction());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private void write(GenesisAccount account) throws IOException {
    out.writeStringField("balance", account.balance().toHex());
    if (account.nonce() != 0) {
      out.writeStringField("nonce", "0x" + Long.toHexString(account.nonce()));
    }
    if (!account.code().isEmpty()) {
      out.writeStringField("code", account.code().toString());
    }
    if (!account.storage().isEmpty()) {
      out.writeObjectFieldStart("storage");
      for (Map.Entry<U256, U256> slot : account.storage().entrySet()) {
        out.writeStringField(slot.getKey().toHex(), slot.getValue().toHex());
      }
      out.writeEndObject();
    }
  }

  private void quantity(String name, @Nullable Long value) throws IOException {
    if (value != null) {
      out.writeNumberField(name, value);
    }
  }
}
