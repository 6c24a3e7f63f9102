package io.weft.node.rpc.api.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.evm.Message;
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
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.Json;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The accounts an execution read, as they were before; or, as a difference, what it changed, before
 * and after. Watches the state instead of the steps: what was read is what was depended on.
 *
 * <p>As geth does, leaves out the account whose code a transaction's recipient comes to run by the
 * transaction's own authorizations (EIP-7702), unless a call or an instruction names it.
 */
final class PrestateTrace implements Trace, Tracer {
  private static final int DESIGNATOR_PREFIX = 3;

  private final boolean isDiff;
  private final boolean hasEmpty;
  private final boolean hasCode;
  private final boolean hasStorage;
  private final Map<Address, Map<U256, U256>> slots = new TreeMap<>();
  private final Map<Address, Account> accounts = new TreeMap<>();

  /** Accounts that calls and instructions named. */
  private final Set<Address> named = new HashSet<>();

  /** The account whose code runs for the recipient, where it did not before. */
  private @Nullable Address delegate;

  private @Nullable StateView state;

  /**
   * @param isDiff whether to tell changes instead of what was read
   * @param hasEmpty whether accounts are told that had nothing before
   */
  PrestateTrace(boolean isDiff, boolean hasEmpty, boolean hasCode, boolean hasStorage) {
    this.isDiff = isDiff;
    this.hasEmpty = hasEmpty;
    this.hasCode = hasCode;
    this.hasStorage = hasStorage;
  }

  @Override
  public @Nullable Tracer tracer() {
    return isDiff ? null : this;
  }

  @Override
  public void enter(int depth, Message message) {
    if (depth == 0) {
      delegate = delegateSinceNow(message);
    } else {
      named.add(message.codeAddress());
    }
  }

  private @Nullable Address delegateSinceNow(Message message) {
    Address running = message.codeAddress();
    Account before = accounts.get(message.target());
    if (running.equals(message.target()) || before == null || state == null) {
      return null;
    }
    if (before.codeHash().equals(Keccak256.EMPTY)) {
      return running;
    }
    Bytes code = state.code(before.codeHash());
    boolean wasDelegate =
        code.size() == DESIGNATOR_PREFIX + Address.SIZE
            && code.slice(DESIGNATOR_PREFIX, Address.SIZE).equals(running.toBytes());
    return wasDelegate ? null : running;
  }

  @Override
  public void step(Step step) {
    switch (step.opcode()) {
      case Opcode.BALANCE,
          Opcode.EXTCODESIZE,
          Opcode.EXTCODECOPY,
          Opcode.EXTCODEHASH,
          Opcode.SELFDESTRUCT -> {
        if (step.stackSize() > 0) {
          named.add(Address.from(step.stack(0)));
        }
      }
      default -> {
        // names no account, or one that is then called
      }
    }
  }

  @Override
  public StateView over(StateView below) {
    state = below;
    return new Recorder(below);
  }

  @Override
  public JsonNode json(Transaction transaction, Executed result, StateDiff diff) {
    return isDiff ? changes(diff) : prestate();
  }

  private JsonNode prestate() {
    ObjectNode json = Json.object();
    accounts.forEach(
        (address, account) -> {
          boolean isDelegate = address.equals(delegate) && !named.contains(address);
          if (isLeftOut(account) || isDelegate) {
            return;
          }
          ObjectNode entry = account(account, Map.of());
          addStorage(entry, slots.getOrDefault(address, Map.of()));
          json.set(address.toString(), entry);
        });
    return json;
  }

  private JsonNode changes(StateDiff diff) {
    ObjectNode json = Json.object();
    ObjectNode before = json.putObject("pre");
    ObjectNode after = json.putObject("post");
    for (StateDiff.AccountDiff change : diff.accounts()) {
      String address = change.address().toString();
      Account old = change.before();
      Account now = change.after();
      if (old != null && !isLeftOut(old)) {
        ObjectNode entry = account(old, Map.of());
        addStorage(entry, valuesBefore(change));
        before.set(address, entry);
      }
      if (now != null) {
        ObjectNode entry = changedFields(old == null ? Account.EMPTY : old, now, diff.codes());
        addStorage(entry, values(change, false));
        after.set(address, entry);
      }
    }
    return json;
  }

  /** What changed and was not zero; of storage that was cleared as a whole, what was read of it. */
  private Map<U256, U256> valuesBefore(StateDiff.AccountDiff change) {
    Map<U256, U256> values = values(change, true);
    if (change.storageCleared()) {
      slots
          .getOrDefault(change.address(), Map.of())
          .forEach(
              (slot, value) -> {
                if (!value.isZero()) {
                  values.put(slot, value);
                }
              });
    }
    return values;
  }

  private boolean isLeftOut(Account account) {
    return !hasEmpty && account.isEmpty();
  }

  /** The slots that are not zero: a missing one is one that was, or is, empty. */
  private static Map<U256, U256> values(StateDiff.AccountDiff change, boolean isBefore) {
    Map<U256, U256> values = new TreeMap<>();
    for (StateDiff.SlotDiff slot : change.slots()) {
      U256 value = isBefore ? slot.before() : slot.after();
      if (!value.isZero()) {
        values.put(slot.slot(), value);
      }
    }
    return values;
  }

  private ObjectNode changedFields(Account old, Account now, Map<Hash32, Bytes> codes) {
    ObjectNode json = Json.object();
    if (!old.balance().equals(now.balance())) {
      json.set("balance", Json.quantity(now.balance()));
    }
    if (old.nonce() != now.nonce()) {
      json.put("nonce", now.nonce());
    }
    if (!old.codeHash().equals(now.codeHash())) {
      addCode(json, now, codes);
    }
    return json;
  }

  private ObjectNode account(Account account, Map<Hash32, Bytes> codes) {
    ObjectNode json = Json.object();
    json.set("balance", Json.quantity(account.balance()));
    if (account.nonce() != 0) {
      json.put("nonce", account.nonce());
    }
    addCode(json, account, codes);
    return json;
  }

  private void addCode(ObjectNode json, Account account, Map<Hash32, Bytes> codes) {
    if (!hasCode || account.codeHash().equals(Keccak256.EMPTY)) {
      return;
    }
    Bytes code = codes.get(account.codeHash());
    if (code == null && state != null) {
      code = state.code(account.codeHash());
    }
    if (code != null) {
      json.set("code", Json.bytes(code));
      json.set("codeHash", Json.hash(account.codeHash()));
    }
  }

  private void addStorage(ObjectNode json, Map<U256, U256> values) {
    if (!hasStorage || values.isEmpty()) {
      return;
    }
    ObjectNode storage = json.putObject("storage");
    values.forEach((slot, value) -> storage.set(Hash32.from(slot).toString(), Json.word(value)));
  }

  /** Hands on every question and keeps the answer. */
  private final class Recorder implements StateView {
    private final StateView below;

    Recorder(StateView below) {
      this.below = below;
    }

    @Override
    public @Nullable Account account(Address address) {
      Account account = below.account(address);
      accounts.put(address, account == null ? Account.EMPTY : account);
      return account;
    }

    @Override
    public U256 storage(Address address, U256 slot) {
      U256 value = below.storage(address, slot);
      slots.computeIfAbsent(address, _ -> new TreeMap<>()).put(slot, value);
      return value;
    }

    @Override
    public Bytes code(Hash32 codeHash) {
      return below.code(codeHash);
    }

    @Override
    public boolean hasStorage(Address address) {
      return below.hasStorage(address);
    }
  }
}
