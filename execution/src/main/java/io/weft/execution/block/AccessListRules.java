package io.weft.execution.block;

import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import io.weft.execution.types.BlockHeader;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Whether a block's access list is the one its header names and its execution made (EIP-7928). */
final class AccessListRules {
  private AccessListRules() {}

  /** Whether the list that came with a block is the one its header names, or null. */
  static @Nullable InvalidBlock checkGiven(BlockHeader header, BlockAccessList given) {
    Hash32 hash = given.hash();
    return hash.equals(header.blockAccessListHash())
        ? null
        : InvalidBlock.of(
            InvalidBlockReason.INVALID_BLOCK_ACCESS_LIST,
            "hash of the access list with the block",
            header.blockAccessListHash() == null ? "no list" : header.blockAccessListHash(),
            hash);
  }

  /**
   * Whether the header names what execution accessed, or null.
   *
   * @param given the list that came with the block, whose hash is the header's, to tell where it is
   *     wrong; or null
   */
  static @Nullable InvalidBlock check(
      BlockHeader header, BlockAccessList accessed, @Nullable BlockAccessList given) {
    if (accessed.equals(given)) {
      return null;
    }
    Hash32 hash = accessed.hash();
    if (hash.equals(header.blockAccessListHash())) {
      return null;
    }
    InvalidBlock difference = given == null ? null : difference(accessed, given);
    return difference != null
        ? difference
        : InvalidBlock.of(
            InvalidBlockReason.INVALID_BLOCK_ACCESS_LIST,
            "block access list hash",
            hash,
            header.blockAccessListHash() == null ? "none" : header.blockAccessListHash());
  }

  /** The first account in which two lists differ; both ascend. */
  private static @Nullable InvalidBlock difference(
      BlockAccessList accessed, BlockAccessList given) {
    Iterator<AccountChanges> others = given.accounts().iterator();
    for (AccountChanges account : accessed.accounts()) {
      AccountChanges other = others.hasNext() ? others.next() : null;
      if (other == null || other.address().compareTo(account.address()) > 0) {
        return InvalidBlock.of(
            InvalidBlockReason.INVALID_BAL_MISSING_ACCOUNT,
            "block access list: account " + account.address() + " was accessed and is missing");
      }
      if (!other.address().equals(account.address())) {
        return unexpected(other);
      }
      if (!other.equals(account)) {
        return InvalidBlock.of(
            InvalidBlockReason.INVALID_BLOCK_ACCESS_LIST,
            "block access list: account "
                + account.address()
                + ": "
                + differingField(account, other)
                + " are not those of execution");
      }
    }
    return others.hasNext() ? unexpected(others.next()) : null;
  }

  private static String differingField(AccountChanges account, AccountChanges other) {
    if (!account.storageChanges().equals(other.storageChanges())) {
      return "storage changes";
    }
    if (!account.storageReads().equals(other.storageReads())) {
      return "storage reads";
    }
    if (!account.balanceChanges().equals(other.balanceChanges())) {
      return "balance changes";
    }
    return account.nonceChanges().equals(other.nonceChanges()) ? "code changes" : "nonce changes";
  }

  private static InvalidBlock unexpected(AccountChanges account) {
    return InvalidBlock.of(
        InvalidBlockReason.INVALID_BAL_EXTRA_ACCOUNT,
        "block access list: account " + account.address() + " was not accessed and is listed");
  }
}
