package io.weft.node.rpc.api.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.evm.HaltReason;
import io.weft.execution.evm.Message;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.evm.Opcode;
import io.weft.execution.evm.Tracer;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Account;
import io.weft.execution.types.Log;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tree of calls with what the rules of ERC-7562 ask about the validation of user operations:
 * which instructions each call used, which slots and whose code it looked at, what was hashed.
 */
final class ValidationTrace implements Trace, Tracer {
  private static final int MAX_PREIMAGE = 1 << 20;

  private static final Set<Integer> ALLOWED =
      Set.of(
          Opcode.POP,
          Opcode.ADD,
          Opcode.SUB,
          Opcode.MUL,
          Opcode.DIV,
          Opcode.EQ,
          Opcode.LT,
          Opcode.GT,
          Opcode.SLT,
          Opcode.SGT,
          Opcode.SHL,
          Opcode.SHR,
          Opcode.AND,
          Opcode.OR,
          Opcode.NOT,
          Opcode.ISZERO);

  private final CallTrace tree;

  /** Instructions that are not counted; null for the usual ones. */
  private final @Nullable Set<Integer> ignored;

  private final ArrayDeque<Observed> open = new ArrayDeque<>();
  private final Set<Bytes> hashed = new TreeSet<>();
  private final Map<Address, Integer> createdSizes = new HashMap<>();
  private @Nullable Observed top;
  private @Nullable StateView state;

  /** The instruction before, of whichever call, and what was on top of its stack. */
  private int lastOpcode = Opcode.STOP;

  private @Nullable U256 lastTop;

  /** The slot an SLOAD is about to read for the first time. */
  private @Nullable U256 reading;

  /** What was seen in one call; {@code calls} are in the order of the tree's. */
  private static final class Observed {
    final Message message;
    final List<@Nullable Observed> calls = new ArrayList<>();
    final Map<U256, U256> reads = new TreeMap<>();
    final Map<U256, Integer> writes = new TreeMap<>();
    final Map<U256, Integer> transientReads = new TreeMap<>();
    final Map<U256, Integer> transientWrites = new TreeMap<>();
    final Map<Integer, Integer> opcodes = new TreeMap<>();
    final List<Address> codeAccesses = new ArrayList<>();
    final Map<Address, Sized> sizes = new LinkedHashMap<>();
    boolean isOutOfGas;

    Observed(Message message) {
      this.message = message;
    }
  }

  /** How large the code of a contract was that an instruction looked at. */
  private record Sized(int size, int opcode) {}

  /**
   * @param ignored instructions that are not counted; null for the usual ones
   */
  ValidationTrace(TraceScene scene, boolean withLog, @Nullable Set<Integer> ignored) {
    tree = new CallTrace(scene.fork(), false, withLog);
    this.ignored = ignored;
  }

  @Override
  public Tracer tracer() {
    return this;
  }

  @Override
  public StateView over(StateView below) {
    state = below;
    return below;
  }

  @Override
  public void enter(int depth, Message message) {
    tree.enter(depth, message);
    Observed call = new Observed(message);
    if (open.isEmpty()) {
      top = call;
    } else {
      open.getLast().calls.add(call);
    }
    open.addLast(call);
  }

  @Override
  public void unstarted(int depth, Message message, Message.Obstacle obstacle) {
    tree.unstarted(depth, message, obstacle);
    open.getLast().calls.add(null);
  }

  @Override
  public void selfDestruct(Address contract, Address beneficiary, U256 balance) {
    tree.selfDestruct(contract, beneficiary, balance);
    open.getLast().calls.add(null);
  }

  @Override
  public void log(Log log) {
    tree.log(log);
  }

  @Override
  public void exit(int depth, MessageResult result) {
    tree.exit(depth, result);
    Observed call = open.removeLast();
    call.isOutOfGas =
        depth > 0
            && result instanceof MessageResult.Halt(HaltReason reason)
            && reason == HaltReason.OUT_OF_GAS;
    if (call.message.kind().isCreation() && result.isSuccess()) {
      createdSizes.put(call.message.target(), result.output().size());
    }
  }

  @Override
  public void step(Step step) {
    Observed call = open.getLast();
    int opcode = step.opcode();
    boolean isAfterEnd = opcode == Opcode.REVERT || opcode == Opcode.RETURN;
    if (!isAfterEnd) {
      observePair(call, opcode);
    }
    if (isCodeAccess(opcode) || isCall(opcode)) {
      int at = isCall(opcode) ? 1 : 0;
      if (step.stackSize() > at) {
        Address address = Address.from(step.stack(at));
        call.sizes.computeIfAbsent(address, a -> new Sized(codeSize(a), opcode));
      }
    }
    if (opcode != Opcode.GAS && !isIgnored(opcode)) {
      call.opcodes.merge(opcode, 1, Integer::sum);
    }
    observeOperands(call, step);
    lastOpcode = opcode;
    lastTop = step.stackSize() == 0 ? null : step.stack(0);
  }

  /** What shows only with the instruction after it. */
  private void observePair(Observed call, int opcode) {
    boolean isSizeTest = lastOpcode == Opcode.EXTCODESIZE && opcode == Opcode.ISZERO;
    if (isCodeAccess(lastOpcode) && !isSizeTest && lastTop != null) {
      call.codeAccesses.add(Address.from(lastTop));
    }
    if (lastOpcode == Opcode.GAS && !isCall(opcode)) {
      call.opcodes.merge(Opcode.GAS, 1, Integer::sum);
    }
  }

  private void observeOperands(Observed call, Step step) {
    reading = null;
    if (step.stackSize() < step.stackNeeded()) {
      return;
    }
    switch (step.opcode()) {
      case Opcode.SLOAD -> {
        U256 slot = step.stack(0);
        boolean isKnown = call.reads.containsKey(slot) || call.writes.containsKey(slot);
        reading = isKnown ? null : slot;
      }
      case Opcode.SSTORE -> call.writes.merge(step.stack(0), 1, Integer::sum);
      case Opcode.KECCAK256 -> addPreimage(step);
      case Opcode.TLOAD -> call.transientReads.merge(step.stack(0), 1, Integer::sum);
      case Opcode.TSTORE -> call.transientWrites.merge(step.stack(0), 1, Integer::sum);
      default -> {
        // names no slot
      }
    }
  }

  private void addPreimage(Step step) {
    // What is longer than any memory fails for want of gas.
    if (step.stack(1).toLongSaturated() <= MAX_PREIMAGE) {
      hashed.add(step.memory(step.stack(0).toLongSaturated(), (int) step.stack(1).toLong()));
    }
  }

  @Override
  public void stepDone(Step step, long gasCost, @Nullable HaltReason halt) {
    tree.stepDone(step, gasCost, halt);
    if (reading != null && halt == null) {
      open.getLast().reads.put(reading, step.stack(0));
    }
    reading = null;
  }

  private boolean isIgnored(int opcode) {
    if (ignored != null) {
      return ignored.contains(opcode);
    }
    return (opcode >= Opcode.PUSH0 && opcode <= Opcode.SWAP16) || ALLOWED.contains(opcode);
  }

  private static boolean isCodeAccess(int opcode) {
    return opcode == Opcode.EXTCODESIZE
        || opcode == Opcode.EXTCODECOPY
        || opcode == Opcode.EXTCODEHASH;
  }

  private static boolean isCall(int opcode) {
    return opcode == Opcode.CALL
        || opcode == Opcode.CALLCODE
        || opcode == Opcode.DELEGATECALL
        || opcode == Opcode.STATICCALL;
  }

  private int codeSize(Address address) {
    Integer created = createdSizes.get(address);
    if (created != null) {
      return created;
    }
    Account account = state == null ? null : state.account(address);
    if (state == null || account == null || account.codeHash().equals(Keccak256.EMPTY)) {
      return 0;
    }
    return state.code(account.codeHash()).size();
  }

  @Override
  public JsonNode json(Transaction transaction, Executed result, StateDiff diff) {
    ObjectNode json = (ObjectNode) tree.json(transaction, result, diff);
    addTo(json, top);
    if (!hashed.isEmpty()) {
      ArrayNode preimages = json.putArray("keccak");
      hashed.forEach(preimage -> preimages.add(preimage.toString()));
    }
    return json;
  }

  private static void addTo(ObjectNode json, @Nullable Observed call) {
    ObjectNode slots = json.putObject("accessedSlots");
    ObjectNode reads = slots.putObject("reads");
    ObjectNode writes = slots.putObject("writes");
    ObjectNode transientReads = slots.putObject("transientReads");
    ObjectNode transientWrites = slots.putObject("transientWrites");
    ArrayNode codeAccesses = json.putArray("extCodeAccessInfo");
    ObjectNode opcodes = json.putObject("usedOpcodes");
    ObjectNode sizes = json.putObject("contractSize");
    json.put("outOfGas", call != null && call.isOutOfGas);
    if (call == null) {
      return;
    }
    call.reads.forEach((slot, value) -> reads.putArray(key(slot)).add(Json.word(value)));
    call.writes.forEach((slot, count) -> writes.put(key(slot), count));
    call.transientReads.forEach((slot, count) -> transientReads.put(key(slot), count));
    call.transientWrites.forEach((slot, count) -> transientWrites.put(key(slot), count));
    call.codeAccesses.forEach(address -> codeAccesses.add(address.toString()));
    call.opcodes.forEach((opcode, count) -> opcodes.put(Json.hex(opcode), count));
    call.sizes.forEach(
        (address, sized) ->
            sizes
                .putObject(address.toString())
                .put("contractSize", sized.size)
                .put("opcode", sized.opcode));
    for (int i = 0; i < call.calls.size(); i++) {
      addTo((ObjectNode) json.get("calls").get(i), call.calls.get(i));
    }
  }

  private static String key(U256 slot) {
    return Hash32.from(slot).toString();
  }
}
