package io.weft.node.simulator;

import io.weft.execution.primitives.U256;
import io.weft.node.simulator.BlockTrace.Kind;
import io.weft.node.simulator.BlockTrace.Location;
import io.weft.node.simulator.TransactionTrace.Read;
import io.weft.node.simulator.TransactionTrace.Stretch;
import io.weft.node.simulator.TransactionTrace.Write;
import java.util.ArrayList;
import java.util.List;

/** Blocks written by hand: location 0 is the fee recipient's balance, 1 to 9 are slots. */
final class TraceFixture {
  static final int COINBASE = 0;

  private TraceFixture() {}

  static BlockTrace block(Tx... transactions) {
    List<Location> locations = new ArrayList<>();
    locations.add(new Location(Kind.BALANCE, 0, U256.ZERO));
    for (int slot = 1; slot < 10; slot++) {
      locations.add(new Location(Kind.SLOT, slot, U256.ZERO));
    }
    List<TransactionTrace> traces = new ArrayList<>();
    for (Tx tx : transactions) {
      traces.add(new TransactionTrace(tx.kind, tx.nanos, tx.reads, tx.stretches, tx.writes));
    }
    return new BlockTrace("by hand", 0, 0, locations, COINBASE, traces);
  }

  static Tx tx(long nanos) {
    return new Tx(nanos);
  }

  static final class Tx {
    private final long nanos;
    private long kind;
    private final List<Read> reads = new ArrayList<>();
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();

    private Tx(long nanos) {
      this.nanos = nanos;
    }

    Tx calls(long other) {
      kind = other;
      return this;
    }

    Tx reads(int location, long value, long at) {
      return reads(location, new Need.Exactly(U256.of(value)), at);
    }

    Tx reads(int location, Need need, long at) {
      reads.add(new Read(location, at, need));
      return this;
    }

    Tx comesInParts(long at, long nanos, int parts) {
      stretches.add(new Stretch(at, nanos, parts));
      return this;
    }

    Tx writes(int location, long value) {
      writes.add(new Write(location, U256.of(value)));
      return this;
    }
  }
}
