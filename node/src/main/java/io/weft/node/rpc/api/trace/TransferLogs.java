package io.weft.node.rpc.api.trace;

import io.weft.execution.evm.Message;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.evm.Tracer;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Log;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The logs of an execution, with one for each transfer of ether, as a token would make it. */
public final class TransferLogs implements Tracer {
  /** No contract is there; by it the logs are told from a token's. */
  private static final Address ETHER = Address.fromHex("eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee");

  /** {@code Transfer(address,address,uint256)}. */
  private static final Hash32 TRANSFER =
      Hash32.fromHex("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");

  /** Those of each open frame, the innermost last; the first holds the outcome. */
  private final ArrayDeque<List<Log>> frames = new ArrayDeque<>(List.of(new ArrayList<>()));

  /** The logs of what did not fail, in order. */
  public List<Log> logs() {
    return frames.getFirst();
  }

  @Override
  public void enter(int depth, Message message) {
    frames.addLast(new ArrayList<>());
    if (message.kind() != Message.Kind.DELEGATECALL) {
      add(message.caller(), message.target(), message.value());
    }
  }

  @Override
  public void selfDestruct(Address contract, Address beneficiary, U256 balance) {
    add(contract, beneficiary, balance);
  }

  private void add(Address from, Address to, U256 value) {
    if (!value.isZero()) {
      List<Hash32> topics = List.of(TRANSFER, Hash32.from(from.toU256()), Hash32.from(to.toU256()));
      log(new Log(ETHER, topics, Bytes.wrap(value.toBytes32())));
    }
  }

  @Override
  public void log(Log log) {
    frames.getLast().add(log);
  }

  @Override
  public void exit(int depth, MessageResult result) {
    List<Log> ended = frames.removeLast();
    if (result.isSuccess()) {
      frames.getLast().addAll(ended);
    }
  }
}
