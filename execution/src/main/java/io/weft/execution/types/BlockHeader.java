package io.weft.execution.types;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import org.jspecify.annotations.Nullable;

/**
 * A block header (Yellow Paper 4.4.2 and the EIPs that appended to it). The nullable fields came
 * with later forks, in this order; a header has all of them up to its own fork's.
 *
 * @param difficulty zero since Paris
 * @param timestamp seconds since 1970, unsigned
 * @param mixHash since Paris the beacon chain's RANDAO value (EIP-4399)
 * @param nonce 8 bytes, as a big-endian number
 * @param baseFeePerGas in wei, since London
 * @param withdrawalsRoot since Shanghai
 * @param blobGasUsed unsigned, since Cancun, as are the next two
 * @param requestsHash since Prague
 * @param blockAccessListHash since Amsterdam, as is {@code slotNumber}
 */
public record BlockHeader(
    Hash32 parentHash,
    Hash32 ommersHash,
    Address coinbase,
    Hash32 stateRoot,
    Hash32 transactionsRoot,
    Hash32 receiptsRoot,
    Bytes logsBloom,
    U256 difficulty,
    long number,
    long gasLimit,
    long gasUsed,
    long timestamp,
    Bytes extraData,
    Hash32 mixHash,
    long nonce,
    @Nullable U256 baseFeePerGas,
    @Nullable Hash32 withdrawalsRoot,
    @Nullable Long blobGasUsed,
    @Nullable Long excessBlobGas,
    @Nullable Hash32 parentBeaconBlockRoot,
    @Nullable Hash32 requestsHash,
    @Nullable Hash32 blockAccessListHash,
    @Nullable Long slotNumber) {

  /** The hash of an empty list of ommers. */
  public static final Hash32 EMPTY_OMMERS_HASH = Keccak256.hash32(new byte[] {(byte) 0xC0});

  /** All zero, in the place of a header that nobody looks at. */
  public static final BlockHeader BLANK =
      new BlockHeader(
          Hash32.ZERO,
          EMPTY_OMMERS_HASH,
          Address.ZERO,
          Hash32.ZERO,
          Hash32.ZERO,
          Hash32.ZERO,
          LogsBloom.EMPTY.toBytes(),
          U256.ZERO,
          0,
          0,
          0,
          0,
          Bytes.EMPTY,
          Hash32.ZERO,
          0,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);

  /** The block hash. */
  public Hash32 hash() {
    return Keccak256.hash32(encoded());
  }

  public Bytes encoded() {
    RlpWriter out = new RlpWriter(640);
    writeTo(out);
    return out.toBytes();
  }

  public void writeTo(RlpWriter out) {
    int list = out.beginList();
    out.write(parentHash)
        .write(ommersHash)
        .write(coinbase)
        .write(stateRoot)
        .write(transactionsRoot)
        .write(receiptsRoot)
        .write(logsBloom)
        .write(difficulty)
        .write(number)
        .write(gasLimit)
        .write(gasUsed)
        .write(timestamp)
        .write(extraData)
        .write(mixHash)
        .write(nonceBytes());
    if (baseFeePerGas != null) {
      out.write(baseFeePerGas);
    }
    if (withdrawalsRoot != null) {
      out.write(withdrawalsRoot);
    }
    if (blobGasUsed != null) {
      out.write((long) blobGasUsed);
    }
    if (excessBlobGas != null) {
      out.write((long) excessBlobGas);
    }
    if (parentBeaconBlockRoot != null) {
      out.write(parentBeaconBlockRoot);
    }
    if (requestsHash != null) {
      out.write(requestsHash);
    }
    if (blockAccessListHash != null) {
      out.write(blockAccessListHash);
    }
    if (slotNumber != null) {
      out.write((long) slotNumber);
    }
    out.endList(list);
  }

  /** The 8 bytes of the nonce. */
  public Bytes nonceBytes() {
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (nonce >>> (56 - 8 * i));
    }
    return Bytes.wrap(bytes);
  }

  public static BlockHeader decode(Bytes encoded) {
    RlpReader in = new RlpReader(encoded);
    BlockHeader header = readFrom(in);
    in.end();
    return header;
  }

  public static BlockHeader readFrom(RlpReader in) {
    RlpReader fields = in.list();
    BlockHeader header =
        new BlockHeader(
            fields.hash32(),
            fields.hash32(),
            fields.address(),
            fields.hash32(),
            fields.hash32(),
            fields.hash32(),
            fixed(fields.bytes(), LogsBloom.SIZE, "logs bloom"),
            fields.u256(),
            fields.positiveLong(),
            fields.positiveLong(),
            fields.positiveLong(),
            fields.uint64(),
            fields.bytes(),
            fields.hash32(),
            nonce(fixed(fields.bytes(), 8, "nonce")),
            fields.hasNext() ? fields.u256() : null,
            fields.hasNext() ? fields.hash32() : null,
            fields.hasNext() ? fields.uint64() : null,
            fields.hasNext() ? fields.uint64() : null,
            fields.hasNext() ? fields.hash32() : null,
            fields.hasNext() ? fields.hash32() : null,
            fields.hasNext() ? fields.hash32() : null,
            fields.hasNext() ? fields.positiveLong() : null);
    fields.end();
    return header;
  }

  private static Bytes fixed(Bytes value, int size, String what) {
    if (value.size() != size) {
      throw new RlpException(
          "wrong " + what + " size: expected " + size + " bytes, got " + value.size());
    }
    return value;
  }

  private static long nonce(Bytes bytes) {
    long nonce = 0;
    for (int i = 0; i < 8; i++) {
      nonce = nonce << 8 | (bytes.get(i) & 0xFF);
    }
    return nonce;
  }
}
