package io.weft.execution.commit;

import io.weft.execution.block.BodyRoots;
import io.weft.execution.chain.ChainCaches;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chain.Rows;
import io.weft.execution.chain.StoredAccount;
import io.weft.execution.chain.StoredNodes;
import io.weft.execution.chain.TransactionLocation;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.store.Column;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.store.Snapshot;
import io.weft.execution.store.StoreException;
import io.weft.execution.trie.Trie;
import io.weft.execution.types.Account;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Receipt;
import io.weft.execution.types.Transaction;
import io.weft.execution.types.Withdrawal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for damage in a stored chain, without trusting one row because of another: files against
 * their checksums, blocks against their hashes and roots, the flat state against the root of the
 * head by hashing all of it, and the tries node by node. Changes nothing.
 */
public final class ChainVerifier {
  /** After so many problems there is no use in looking for more. */
  private static final int MAX_PROBLEMS = 50;

  private final KeyValueStore store;
  private final Snapshot rows;
  private final ChainView head;
  private final Progress progress;
  private final List<String> problems = new ArrayList<>();

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Progress {
    Progress NONE = (stage, done, total) -> {};

    /**
     * So much of a stage is done.
     *
     * @param total 0 where it is not known
     */
    void at(String stage, long done, long total);
  }

  private ChainVerifier(KeyValueStore store, Progress progress) {
    this.store = store;
    this.rows = store.snapshot();
    this.head = ChainView.ofHead(rows, new ChainCaches(), 0);
    this.progress = progress;
  }

  /**
   * Checks all of a store that holds a chain.
   *
   * @return what is wrong, a line each; nothing where all is well
   */
  public static List<String> verify(KeyValueStore store, Progress progress) {
    ChainVerifier verifier = new ChainVerifier(store, progress);
    verifier.run();
    verifier.rows.close();
    return List.copyOf(verifier.problems);
  }

  private void run() {
    check("checksums", this::checkFiles);
    check("blocks", this::checkBlocks);
    check("state", this::checkState);
    check("trie", this::checkNodes);
    check("code", this::checkCode);
  }

  /** Runs one check; a row that cannot even be read ends it, not the others. */
  private void check(String name, Runnable check) {
    try {
      check.run();
    } catch (StoreException | RlpException | IllegalArgumentException e) {
      expect(false, name + ": " + e.getMessage());
    }
  }

  private void checkFiles() {
    progress.at("checksums", 0, 1);
    store.verifyChecksums();
    progress.at("checksums", 1, 1);
  }

  private void expect(boolean holds, String problem) {
    if (!holds && problems.size() < MAX_PROBLEMS) {
      problems.add(problem);
    }
  }

  // --- blocks

  private void checkBlocks() {
    Hash32 parent = null;
    byte[] genesis = rows.get(Column.META, Rows.GENESIS);
    long first = firstNumber(genesis);
    for (long number = first; number <= head.number(); number++) {
      BlockHeader header = readHeader(number);
      if (header == null) {
        expect(false, "block " + number + ": header missing or not readable");
        parent = null;
        continue;
      }
      Hash32 hash = header.hash();
      if (parent != null) {
        expect(parent.equals(header.parentHash()), "block " + number + ": does not follow");
      } else if (number == first) {
        expect(
            Arrays.equals(hash.toArray(), genesis), "block " + number + ": not the genesis block");
      }
      checkBlock(number, hash, header);
      parent = hash;
      progress.at("blocks", number - first + 1, head.number() - first + 1);
    }
  }

  private @Nullable BlockHeader readHeader(long number) {
    try {
      return head.header(number);
    } catch (RlpException e) {
      return null;
    }
  }

  private long firstNumber(byte @Nullable [] genesis) {
    Long number = genesis == null ? null : head.number(Hash32.from(genesis));
    expect(number != null, "genesis block missing");
    return number == null ? 0 : number;
  }

  private void checkBlock(long number, Hash32 hash, BlockHeader header) {
    String name = "block " + number + ": ";
    expect(hash.equals(head.hash(number)), name + "hash differs from that of its header");
    Block block;
    try {
      block = head.block(number);
    } catch (StoreException | RlpException e) {
      expect(false, name + e.getMessage());
      return;
    }
    if (block == null) {
      expect(false, name + "not found by its number");
      return;
    }
    Long indexed = head.number(hash);
    expect(indexed != null && indexed == number, name + "not found by its hash");
    List<Transaction> transactions = block.transactions();
    expect(
        BodyRoots.transactions(block.body()).equals(header.transactionsRoot()),
        name + "transactions differ from their root");
    expect(
        BodyRoots.ommers(block.body().ommers()).equals(header.ommersHash()),
        name + "ommers differ from their hash");
    List<Withdrawal> withdrawals = block.body().withdrawals();
    expect(
        withdrawals == null || BodyRoots.withdrawals(withdrawals).equals(header.withdrawalsRoot()),
        name + "withdrawals differ from their root");
    List<Receipt> receipts = head.receipts(number);
    expect(
        receipts != null && BodyRoots.receipts(receipts).equals(header.receiptsRoot()),
        name + "receipts differ from their root");
    Hash32 accessListHash = header.blockAccessListHash();
    if (accessListHash != null) {
      expect(hasAccessList(number, accessListHash), name + "access list differs from its hash");
    }
    for (int i = 0; i < transactions.size(); i++) {
      TransactionLocation found = head.transaction(transactions.get(i).hash());
      // The same transaction may come again where a developer has set a nonce back.
      expect(
          found != null && (found.blockNumber() > number || found.index() == i),
          name + "transaction " + i + " not found by its hash");
    }
    if (receipts != null) {
      for (Bytes term : Rows.logTerms(receipts)) {
        boolean isIndexed = rows.get(Column.LOG, Rows.logKey(term, number)) != null;
        expect(isIndexed, name + "a log is not in the index");
      }
    }
  }

  private boolean hasAccessList(long number, Hash32 hash) {
    try {
      BlockAccessList accessList = head.accessList(number);
      return accessList != null && accessList.hash().equals(hash);
    } catch (StoreException | RlpException e) {
      return false;
    }
  }

  // --- state

  private void checkState() {
    long[] count = new long[1];
    Hash32 root =
        StateRebuild.root(
            rows,
            (addressHash, stored, storageRoot) -> {
              expect(
                  stored.storageRoot().equals(storageRoot),
                  "state: slots differ from their root: account hash " + addressHash);
              progress.at("accounts", ++count[0], 0);
            });
    expect(
        root.equals(head.stateRoot()),
        "state: rows differ from the root of the head: expected "
            + head.stateRoot()
            + ", got "
            + root);
  }

  /** Every node that is there is what its hash says, and the head's are all there. */
  private void checkNodes() {
    long[] count = new long[1];
    rows.scan(
        Column.TRIE,
        new byte[0],
        (key, value) -> {
          expect(
              Arrays.equals(key, Keccak256.hash(value)),
              "trie: node differs from its hash: " + Bytes.wrap(key));
          progress.at("trie nodes", ++count[0], 0);
          return problems.size() < MAX_PROBLEMS;
        });
    StoredNodes nodes = new StoredNodes(rows);
    Trie.at(head.stateRoot(), nodes).visit((hash, encoded) -> {});
    rows.scan(
        Column.ACCOUNT,
        new byte[0],
        (key, value) -> {
          Hash32 root = StoredAccount.fromRow(value).storageRoot();
          Trie.at(root, nodes).visit((hash, encoded) -> {});
          return true;
        });
  }

  private void checkCode() {
    rows.scan(
        Column.CODE,
        new byte[0],
        (key, value) -> {
          expect(
              Arrays.equals(key, Keccak256.hash(value)),
              "code differs from its hash: " + Bytes.wrap(key));
          return problems.size() < MAX_PROBLEMS;
        });
    rows.scan(
        Column.ACCOUNT,
        new byte[0],
        (key, value) -> {
          Account account = StoredAccount.fromRow(value).account();
          boolean isThere =
              !account.hasCode() || rows.get(Column.CODE, account.codeHash().toArray()) != null;
          expect(isThere, "code missing: account hash " + Bytes.wrap(key));
          return problems.size() < MAX_PROBLEMS;
        });
  }
}
