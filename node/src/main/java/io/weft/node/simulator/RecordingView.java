package io.weft.node.simulator;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.SpeculativeView;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notes when an overlay asks for an account or a slot, which it does once each. It passes for a
 * guess, so that the overlay notes how much of each account execution saw.
 */
final class RecordingView implements SpeculativeView {
  private final StateView state;
  private final List<Question> questions = new ArrayList<>();
  private long startNanos;

  /**
   * A first look.
   *
   * @param slot null where it is at the account
   */
  record Question(Address address, @Nullable U256 slot, long offsetNanos) {}

  RecordingView(StateView state) {
    this.state = state;
  }

  /** A transaction begins. */
  void start() {
    questions.clear();
    startNanos = System.nanoTime();
  }

  List<Question> questions() {
    return questions;
  }

  @Override
  public @Nullable Account account(Address address) {
    questions.add(new Question(address, null, System.nanoTime() - startNanos));
    return state.account(address);
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    questions.add(new Question(address, slot, System.nanoTime() - startNanos));
    return state.storage(address, slot);
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    return state.code(codeHash);
  }

  @Override
  public boolean hasStorage(Address address) {
    return state.hasStorage(address);
  }

  @Override
  public boolean isAsBeforeBlock() {
    return false;
  }
}
