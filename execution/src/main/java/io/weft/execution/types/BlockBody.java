package io.weft.execution.types;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a block carries beside its header. Compared by content. */
public final class BlockBody {
  private final List<Transaction> transactions;
  private final List<BlockHeader> ommers;
  private final @Nullable List<Withdrawal> withdrawals;

  /**
   * The transactions as RLP, since a block's size, its root and its row all ask for them; null
   * until the first does. Whoever finds it null makes it, all with the same result.
   */
  private volatile @Nullable List<Bytes> encodedTransactions;

  /**
   * @param transactions never to be changed, as the other lists
   * @param ommers empty since Paris
   * @param withdrawals null before Shanghai
   */
  public BlockBody(
      List<Transaction> transactions,
      List<BlockHeader> ommers,
      @Nullable List<Withdrawal> withdrawals) {
    this(transactions, ommers, withdrawals, null);
  }

  /**
   * The same where transactions were encoded before.
   *
   * @param encodedTransactions each as {@link Transaction#encoded}, or null where none was
   */
  public BlockBody(
      List<Transaction> transactions,
      List<BlockHeader> ommers,
      @Nullable List<Withdrawal> withdrawals,
      @Nullable List<Bytes> encodedTransactions) {
    this.transactions = transactions;
    this.ommers = ommers;
    this.withdrawals = withdrawals;
    this.encodedTransactions = encodedTransactions;
  }

  public List<Transaction> transactions() {
    return transactions;
  }

  public List<BlockHeader> ommers() {
    return ommers;
  }

  public @Nullable List<Withdrawal> withdrawals() {
    return withdrawals;
  }

  /** Each transaction as {@link Transaction#encoded}. */
  public List<Bytes> encodedTransactions() {
    List<Bytes> known = encodedTransactions;
    if (known == null) {
      List<Bytes> made = new ArrayList<>(transactions.size());
      for (Transaction transaction : transactions) {
        made.add(transaction.encoded());
      }
      known = List.copyOf(made);
      encodedTransactions = known;
    }
    return known;
  }

  /** Writes the lists a body consists of, without a header around them. */
  public void writeListsTo(RlpWriter out) {
    List<Bytes> encoded = encodedTransactions();
    int transactionList = out.beginList();
    for (int i = 0; i < transactions.size(); i++) {
      if (transactions.get(i).type() == 0) {
        out.raw(encoded.get(i).unsafeArray());
      } else {
        out.write(encoded.get(i));
      }
    }
    out.endList(transactionList);
    int ommerList = out.beginList();
    for (BlockHeader ommer : ommers) {
      ommer.writeTo(out);
    }
    out.endList(ommerList);
    if (withdrawals != null) {
      int withdrawalList = out.beginList();
      for (Withdrawal withdrawal : withdrawals) {
        withdrawal.writeTo(out);
      }
      out.endList(withdrawalList);
    }
  }

  /** Reads the lists up to the end of {@code in}. */
  public static BlockBody readLists(RlpReader in) {
    RlpReader transactionList = in.list();
    List<Transaction> transactions = new ArrayList<>();
    List<Bytes> encoded = new ArrayList<>();
    while (transactionList.hasNext()) {
      Bytes next = Transaction.readEncoded(transactionList);
      encoded.add(next);
      transactions.add(Transaction.decode(next));
    }
    RlpReader ommerList = in.list();
    List<BlockHeader> ommers = new ArrayList<>();
    while (ommerList.hasNext()) {
      ommers.add(BlockHeader.readFrom(ommerList));
    }
    List<Withdrawal> withdrawals = null;
    if (in.hasNext()) {
      RlpReader withdrawalList = in.list();
      withdrawals = new ArrayList<>();
      while (withdrawalList.hasNext()) {
        withdrawals.add(Withdrawal.readFrom(withdrawalList));
      }
      withdrawals = List.copyOf(withdrawals);
    }
    in.end();
    return new BlockBody(
        List.copyOf(transactions), List.copyOf(ommers), withdrawals, List.copyOf(encoded));
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof BlockBody other
        && transactions.equals(other.transactions)
        && ommers.equals(other.ommers)
        && Objects.equals(withdrawals, other.withdrawals);
  }

  @Override
  public int hashCode() {
    return Objects.hash(transactions, ommers, withdrawals);
  }

  @Override
  public String toString() {
    return "BlockBody["
        + transactions.size()
        + " transactions, "
        + ommers.size()
        + " ommers, "
        + (withdrawals == null ? "no" : withdrawals.size())
        + " withdrawals]";
  }
}
