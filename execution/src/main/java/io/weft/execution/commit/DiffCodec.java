package io.weft.execution.commit;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateDiff.AccountDiff;
import io.weft.execution.state.StateDiff.SlotDiff;
import io.weft.execution.types.Account;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link StateDiff} as a row. */
final class DiffCodec {
  private DiffCodec() {}

  static byte[] encode(StateDiff diff) {
    RlpWriter out = new RlpWriter(512);
    int list = out.beginList();
    int accounts = out.beginList();
    for (AccountDiff account : diff.accounts()) {
      int fields = out.beginList();
      out.write(account.address());
      write(account.before(), out);
      write(account.after(), out);
      out.write(account.storageCleared() ? 1 : 0);
      int slots = out.beginList();
      for (SlotDiff slot : account.slots()) {
        out.write(slot.slot()).write(slot.before()).write(slot.after());
      }
      out.endList(slots);
      out.endList(fields);
    }
    out.endList(accounts);
    int codes = out.beginList();
    diff.codes().forEach((hash, code) -> out.write(hash).write(code));
    out.endList(codes);
    return out.endList(list).toArray();
  }

  static StateDiff decode(byte[] encoded) {
    RlpReader lists = RlpReader.ofList(Bytes.wrap(encoded));
    List<AccountDiff> accounts = new ArrayList<>();
    RlpReader accountList = lists.list();
    while (accountList.hasNext()) {
      RlpReader fields = accountList.list();
      Address address = fields.address();
      Account before = account(fields);
      Account after = account(fields);
      boolean storageCleared = fields.uint64() == 1;
      List<SlotDiff> slots = new ArrayList<>();
      RlpReader slotList = fields.list();
      while (slotList.hasNext()) {
        U256 slot = slotList.u256();
        U256 valueBefore = slotList.u256();
        slots.add(new SlotDiff(slot, valueBefore, slotList.u256()));
      }
      fields.end();
      accounts.add(new AccountDiff(address, before, after, storageCleared, List.copyOf(slots)));
    }
    Map<Hash32, Bytes> codes = new HashMap<>();
    RlpReader codeList = lists.list();
    while (codeList.hasNext()) {
      Hash32 hash = codeList.hash32();
      codes.put(hash, codeList.bytes());
    }
    lists.end();
    return new StateDiff(List.copyOf(accounts), Map.copyOf(codes));
  }

  private static void write(@Nullable Account account, RlpWriter out) {
    int fields = out.beginList();
    if (account != null) {
      out.write(account.nonce()).write(account.balance()).write(account.codeHash());
    }
    out.endList(fields);
  }

  private static @Nullable Account account(RlpReader in) {
    RlpReader fields = in.list();
    if (!fields.hasNext()) {
      return null;
    }
    Account account = new Account(fields.uint64(), fields.u256(), fields.hash32());
    fields.end();
    return account;
  }
}
