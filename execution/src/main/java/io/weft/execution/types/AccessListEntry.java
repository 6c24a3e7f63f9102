package io.weft.execution.types;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.util.ArrayList;
import java.util.List;

/** An address and storage keys a transaction pays for in advance (EIP-2930). */
public record AccessListEntry(Address address, List<Hash32> storageKeys) {

  static void writeList(RlpWriter out, List<AccessListEntry> entries) {
    int list = out.beginList();
    for (AccessListEntry entry : entries) {
      int item = out.beginList();
      out.write(entry.address);
      int keys = out.beginList();
      for (Hash32 key : entry.storageKeys) {
        out.write(key);
      }
      out.endList(keys);
      out.endList(item);
    }
    out.endList(list);
  }

  static List<AccessListEntry> readList(RlpReader in) {
    RlpReader list = in.list();
    List<AccessListEntry> entries = new ArrayList<>();
    while (list.hasNext()) {
      RlpReader item = list.list();
      Address address = item.address();
      RlpReader keyList = item.list();
      List<Hash32> keys = new ArrayList<>();
      while (keyList.hasNext()) {
        keys.add(keyList.hash32());
      }
      item.end();
      entries.add(new AccessListEntry(address, List.copyOf(keys)));
    }
    return List.copyOf(entries);
  }
}
