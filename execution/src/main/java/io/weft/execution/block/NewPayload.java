package io.weft.execution.block;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockBody;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Transaction;
import io.weft.execution.types.Withdrawal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payload with what the beacon block says beside it.
 *
 * @param expectedBlobVersionedHashes of all blobs in order; null before Cancun, as {@code
 *     parentBeaconBlockRoot}
 * @param executionRequests each a type byte and data (EIP-7685); null before Prague
 */
public record NewPayload(
    ExecutionPayload payload,
    @Nullable List<Hash32> expectedBlobVersionedHashes,
    @Nullable Hash32 parentBeaconBlockRoot,
    @Nullable List<Bytes> executionRequests) {

  /** What the parameters describe. */
  public sealed interface Conversion {}

  /**
   * A block with the hash that the payload names; whether it is valid, execution tells.
   *
   * @param accessList that came with it, or null: before Amsterdam, and where the bytes are no
   *     access list, which then cannot have the hash of what execution finds accessed
   */
  public record Converted(Block block, @Nullable BlockAccessList accessList)
      implements Conversion {}

  /** The parameters contradict each other or cannot be decoded, whatever the chain is. */
  public record Refused(InvalidBlock reason) implements Conversion {}

  /** Puts the block together and compares blobs and hash with what was announced. */
  public Conversion toBlock() {
    List<Transaction> transactions = new ArrayList<>(payload.transactions().size());
    for (Bytes encoded : payload.transactions()) {
      try {
        transactions.add(Transaction.decode(encoded));
      } catch (RlpException e) {
        return refuse(
            InvalidBlockReason.RLP_STRUCTURES_ENCODING,
            "transaction " + transactions.size() + ": " + e.getMessage());
      }
    }
    if (expectedBlobVersionedHashes != null) {
      List<Hash32> hashes = blobVersionedHashes(transactions);
      if (!hashes.equals(expectedBlobVersionedHashes)) {
        return refuse(
            InvalidBlockReason.INVALID_VERSIONED_HASHES,
            "blob versioned hashes: expected "
                + expectedBlobVersionedHashes
                + ", got "
                + hashes
                + " in the transactions");
      }
    }
    BlockBody body =
        new BlockBody(List.copyOf(transactions), List.of(), copyOrNull(payload.withdrawals()));
    BlockHeader header = header(body);
    Hash32 hash = header.hash();
    if (!hash.equals(payload.blockHash())) {
      return refuse(
          InvalidBlockReason.INVALID_BLOCK_HASH,
          "block hash: expected " + hash + ", got " + payload.blockHash());
    }
    return new Converted(new Block(header, body), accessList());
  }

  private @Nullable BlockAccessList accessList() {
    Bytes encoded = payload.blockAccessList();
    try {
      return encoded == null ? null : BlockAccessList.decode(encoded);
    } catch (RlpException e) {
      return null;
    }
  }

  private BlockHeader header(BlockBody body) {
    List<Withdrawal> withdrawals = body.withdrawals();
    Bytes accessList = payload.blockAccessList();
    return new BlockHeader(
        payload.parentHash(),
        BlockHeader.EMPTY_OMMERS_HASH,
        payload.feeRecipient(),
        payload.stateRoot(),
        BodyRoots.transactions(body),
        payload.receiptsRoot(),
        payload.logsBloom(),
        U256.ZERO,
        payload.blockNumber(),
        payload.gasLimit(),
        payload.gasUsed(),
        payload.timestamp(),
        payload.extraData(),
        payload.prevRandao(),
        0,
        payload.baseFeePerGas(),
        withdrawals == null ? null : BodyRoots.withdrawals(withdrawals),
        payload.blobGasUsed(),
        payload.excessBlobGas(),
        parentBeaconBlockRoot,
        executionRequests == null ? null : Requests.hash(executionRequests),
        accessList == null ? null : Keccak256.hash32(accessList),
        payload.slotNumber());
  }

  private static List<Hash32> blobVersionedHashes(List<Transaction> transactions) {
    List<Hash32> hashes = new ArrayList<>();
    for (Transaction transaction : transactions) {
      hashes.addAll(transaction.blobVersionedHashes());
    }
    return hashes;
  }

  private static @Nullable List<Withdrawal> copyOrNull(@Nullable List<Withdrawal> withdrawals) {
    return withdrawals == null ? null : List.copyOf(withdrawals);
  }

  private static Refused refuse(InvalidBlockReason reason, String detail) {
    return new Refused(InvalidBlock.of(reason, detail));
  }
}
