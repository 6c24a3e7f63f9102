package io.weft.tests.differential;

import io.weft.execution.evm.HaltReason;
import io.weft.execution.evm.Message;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.evm.Opcode;
import io.weft.execution.evm.Tracer;
import io.weft.execution.primitives.Address;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what executions reach, so that a generator gone stale is noticed. */
final class Coverage implements Tracer {
  private static final Address LAST = Address.of(0x11);
  private static final Address P256_VERIFY = Address.of(0x100);

  private final long[] opcodes = new long[256];
  private final Map<HaltReason, Long> halts = new EnumMap<>(HaltReason.class);
  private final Map<Address, Long> precompiles = new TreeMap<>();
  private final List<Message> messages = new ArrayList<>();
  private final Map<String, Long> refused = new TreeMap<>();
  private long succeeded;
  private long failed;
  private long gas;
  private int deepest;

  @Override
  public void enter(int depth, Message message) {
    while (messages.size() > depth) {
      messages.removeLast();
    }
    messages.add(message);
    deepest = Math.max(deepest, depth);
  }

  @Override
  public void stepDone(Step step, long gasCost, @Nullable HaltReason halt) {
    if (halt == null) {
      opcodes[step.opcode()]++;
    } else {
      halts.merge(halt, 1L, Long::sum);
    }
  }

  @Override
  public void exit(int depth, MessageResult result) {
    Message message = messages.get(depth);
    Address code = message.codeAddress();
    if (!message.kind().isCreation()
        && (code.compareTo(LAST) <= 0 || code.equals(P256_VERIFY))
        && !code.isZero()
        && result.isSuccess()) {
      precompiles.merge(code, 1L, Long::sum);
    }
  }

  void count(Outcome outcome) {
    for (Outcome.Result result : outcome.transactions()) {
      switch (result) {
        case Outcome.Refused r -> refused.merge(r.reason().replaceFirst(":.*", ""), 1L, Long::sum);
        case Outcome.Executed executed -> {
          gas += executed.gasUsed();
          if (executed.success()) {
            succeeded++;
          } else {
            failed++;
          }
        }
      }
    }
  }

  /** Instructions of the last fork that no case has completed. */
  List<String> missing() {
    List<String> names = new ArrayList<>();
    for (int op = 0; op < 256; op++) {
      boolean isLater = op == Opcode.SLOTNUM || (op >= Opcode.DUPN && op <= Opcode.EXCHANGE);
      if (opcodes[op] == 0 && !isLater && op != Opcode.INVALID && isDefined(op)) {
        names.add(Opcode.name(op));
      }
    }
    return names;
  }

  /** How many precompiled contracts have succeeded at least once. */
  int precompilesReached() {
    return precompiles.size();
  }

  long succeeded() {
    return succeeded;
  }

  private static boolean isDefined(int op) {
    return !Opcode.name(op).endsWith("not defined");
  }

  @Override
  public String toString() {
    return "transactions: "
        + succeeded
        + " succeeded, "
        + failed
        + " failed, "
        + refused.values().stream().mapToLong(Long::longValue).sum()
        + " refused "
        + refused
        + "; gas "
        + gas
        + ", deepest call "
        + deepest
        + ", halts "
        + halts
        + ", precompiled contracts "
        + precompiles;
  }
}
