package io.weft.execution.types;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.BackwardRlpWriter;

/**
 * Writes the encoding of a {@link BlockAccessList} from its end to its beginning: accounts, slots
 * and changes from the last to the first, the fields of each from the last to the first. What a
 * list holds is written, and then {@link #close} makes a list of it; that includes the list of all.
 *
 * <p>Used again; one thread owns an instance.
 */
public final class BlockAccessListWriter {
  private final BackwardRlpWriter out = new BackwardRlpWriter();

  /** Forgets what was written. */
  public void clear() {
    out.clear();
  }

  /** What {@link #close} is to be told once all that a list holds is there. */
  public int open() {
    return out.size();
  }

  /** Makes a list of what was written since {@link #open} gave this. */
  public void close(int opened) {
    out.list(opened);
  }

  /** A balance, or the value of a slot, whose limbs start at {@code limbs[at]}. */
  public void change(int index, long[] limbs, int at) {
    int change = out.size();
    out.write(limbs, at);
    closeChange(index, change);
  }

  void change(int index, U256 value) {
    int change = out.size();
    write(value);
    closeChange(index, change);
  }

  public void change(int index, long nonce) {
    int change = out.size();
    out.write(nonce);
    closeChange(index, change);
  }

  public void change(int index, Bytes code) {
    int change = out.size();
    out.write(code);
    closeChange(index, change);
  }

  private void closeChange(int index, int change) {
    out.write(index);
    out.list(change);
  }

  public void slot(long[] limbs, int at) {
    out.write(limbs, at);
  }

  void slot(U256 slot) {
    write(slot);
  }

  public void address(Address address) {
    out.write(address);
  }

  private void write(U256 number) {
    out.write(number.l3(), number.l2(), number.l1(), number.l0());
  }

  /** What was written, which must be the one encoding of a list. */
  public BlockAccessList toList() {
    return new BlockAccessList(encoded());
  }

  Bytes encoded() {
    return out.toBytes();
  }
}
