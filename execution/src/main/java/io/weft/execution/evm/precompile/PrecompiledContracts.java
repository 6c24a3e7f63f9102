package io.weft.execution.evm.precompile;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.crypto.Bls12381;
import io.weft.execution.primitives.Address;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The precompiled contracts of one fork, by address.
 *
 * <p>A row of {@code ENTRIES} holds from its fork on until a later row for the same address. The
 * lookup is one comparison of the address's high 128 bits and one array read: it is made for the
 * callee of every call.
 */
public final class PrecompiledContracts {
  private record Entry(Fork since, int address, Precompile contract) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry(Fork.FRONTIER, 0x01, new EcRecover()),
          new Entry(Fork.FRONTIER, 0x02, new Sha256()),
          new Entry(Fork.FRONTIER, 0x03, new Ripemd160()),
          new Entry(Fork.FRONTIER, 0x04, new Identity()),
          new Entry(Fork.BYZANTIUM, 0x05, new ModExp(ModExp.Pricing.BYZANTIUM)),
          new Entry(Fork.BYZANTIUM, 0x06, new Bn254Precompile.Add(500)),
          new Entry(Fork.BYZANTIUM, 0x07, new Bn254Precompile.Mul(40_000)),
          new Entry(Fork.BYZANTIUM, 0x08, new Bn254Precompile.Pairing(100_000, 80_000)),
          new Entry(Fork.ISTANBUL, 0x06, new Bn254Precompile.Add(150)),
          new Entry(Fork.ISTANBUL, 0x07, new Bn254Precompile.Mul(6_000)),
          new Entry(Fork.ISTANBUL, 0x08, new Bn254Precompile.Pairing(45_000, 34_000)),
          new Entry(Fork.ISTANBUL, 0x09, new Blake2f()),
          new Entry(Fork.BERLIN, 0x05, new ModExp(ModExp.Pricing.BERLIN)),
          new Entry(Fork.CANCUN, 0x0a, new PointEvaluation()),
          new Entry(Fork.PRAGUE, 0x0b, new Bls12Precompile.G1Add()),
          new Entry(Fork.PRAGUE, 0x0c, new Bls12Precompile.G1Msm()),
          new Entry(Fork.PRAGUE, 0x0d, new Bls12Precompile.G2Add()),
          new Entry(Fork.PRAGUE, 0x0e, new Bls12Precompile.G2Msm()),
          new Entry(Fork.PRAGUE, 0x0f, new Bls12Precompile.PairingCheck()),
          new Entry(Fork.PRAGUE, 0x10, new Bls12Precompile.MapFpToG1()),
          new Entry(Fork.PRAGUE, 0x11, new Bls12Precompile.MapFp2ToG2()),
          new Entry(Fork.OSAKA, 0x05, new ModExp(ModExp.Pricing.OSAKA)),
          new Entry(Fork.OSAKA, 0x100, new P256Verify()));

  private static final Map<Fork, PrecompiledContracts> BY_FORK = new EnumMap<>(Fork.class);

  static {
    for (Fork fork : Fork.values()) {
      BY_FORK.put(fork, new PrecompiledContracts(fork));
    }
  }

  /** Indexed by the address's low bits; as long as the highest address asks. */
  private final @Nullable Precompile[] table;

  private final Map<Address, Precompile> contracts;

  /** Where a simulation moved contracts beyond the table; null on every chain. */
  private final @Nullable Map<Address, Precompile> elsewhere;

  private PrecompiledContracts(Fork fork) {
    int highest = 0;
    Map<Address, Precompile> found = new LinkedHashMap<>();
    for (Entry entry : ENTRIES) {
      if (fork.compareTo(entry.since) >= 0) {
        found.put(Address.of(entry.address), entry.contract);
        highest = Math.max(highest, entry.address);
      }
    }
    contracts = Collections.unmodifiableMap(found);
    elsewhere = null;
    table = new Precompile[highest + 1];
    found.forEach((address, contract) -> table[(int) address.lo()] = contract);
  }

  private PrecompiledContracts(Map<Address, Precompile> contracts) {
    this.contracts = Collections.unmodifiableMap(contracts);
    elsewhere = this.contracts;
    table = new Precompile[0];
  }

  /**
   * These contracts at other addresses, for simulations.
   *
   * @param gone whose contracts are replaced by what the state has there
   * @param moved where contracts are to be found as well, by the address they come from
   */
  public PrecompiledContracts changed(Set<Address> gone, Map<Address, Address> moved) {
    Map<Address, Precompile> changed = new LinkedHashMap<>(contracts);
    changed.keySet().removeAll(gone);
    moved.forEach((from, to) -> changed.put(to, Objects.requireNonNull(contracts.get(from))));
    return new PrecompiledContracts(changed);
  }

  public static PrecompiledContracts of(Fork fork) {
    return Objects.requireNonNull(BY_FORK.get(fork));
  }

  /** The contract at {@code address}, or null if there is none. */
  public @Nullable Precompile at(Address address) {
    return at(address.hi(), address.mid(), address.lo());
  }

  /** As {@link #at(Address)}, for an address still in pieces. */
  public @Nullable Precompile at(int hi, long mid, long lo) {
    if ((hi | mid) == 0 && lo >= 0 && lo < table.length) {
      return table[(int) lo];
    }
    return elsewhere == null ? null : elsewhere.get(new Address(hi, mid, lo));
  }

  /** All contracts by address, ascending: the addresses that are warm from the start (EIP-2929). */
  public Map<Address, Precompile> contracts() {
    return contracts;
  }

  /**
   * What this fork has but this machine cannot compute, and why; null if nothing. A node whose
   * chain comes to such a fork must refuse to start, for it could not follow a block that calls
   * one.
   */
  public @Nullable String missing() {
    for (Precompile contract : contracts.values()) {
      if (contract instanceof Bls12Precompile || contract instanceof PointEvaluation) {
        String reason = Bls12381.unavailable();
        return reason == null ? null : "precompile " + contract.name() + " cannot run: " + reason;
      }
    }
    return null;
  }
}
