package io.weft.execution.types;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.util.ArrayList;
import java.util.List;

/** An event a contract emitted: at most four topics and any data. */
public record Log(Address address, List<Hash32> topics, Bytes data) {

  public void writeTo(RlpWriter out) {
    int list = out.beginList();
    out.write(address);
    int topicList = out.beginList();
    for (Hash32 topic : topics) {
      out.write(topic);
    }
    out.endList(topicList);
    out.write(data);
    out.endList(list);
  }

  public static Log readFrom(RlpReader in) {
    RlpReader fields = in.list();
    Address address = fields.address();
    RlpReader topicList = fields.list();
    List<Hash32> topics = new ArrayList<>(4);
    while (topicList.hasNext()) {
      topics.add(topicList.hash32());
    }
    Bytes data = fields.bytes();
    fields.end();
    return new Log(address, List.copyOf(topics), data);
  }
}
