package io.weft.execution.types;

import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a block carries beside its header.
 *
 * @param ommers empty since Paris
 * @param withdrawals null before Shanghai
 */
public record BlockBody(
    List<Transaction> transactions,
    List<BlockHeader> ommers,
    @Nullable List<Withdrawal> withdrawals) {

  /** Writes the lists a body consists of, without a header around them. */
  public void writeListsTo(RlpWriter out) {
    int transactionList = out.beginList();
    for (Transaction transaction : transactions) {
      transaction.writeTo(out);
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
    while (transactionList.hasNext()) {
      transactions.add(Transaction.readFrom(transactionList));
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
    return new BlockBody(List.copyOf(transactions), List.copyOf(ommers), withdrawals);
  }
}
