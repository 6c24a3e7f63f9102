package io.weft.node.rpc.api;

import io.weft.execution.evm.Message;
import io.weft.execution.evm.Opcode;
import io.weft.execution.evm.StopSignal;
import io.weft.execution.evm.Tracer;
import io.weft.execution.evm.precompile.PrecompiledContracts;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.types.AccessListEntry;
import io.weft.node.rpc.json.CallRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds what a transaction accesses, by running it with the list found so far until nothing new
 * turns up: what is warm changes what gas is left, and with it what is reached.
 */
final class AccessLists {
  private static final int MAX_ROUNDS = 16;

  private final Simulator simulator;
  private final StopSignal stop;

  AccessLists(Simulator simulator, StopSignal stop) {
    this.simulator = simulator;
    this.stop = stop;
  }

  /** The list and how the transaction ended with it. */
  record Found(List<AccessListEntry> entries, TransactionResult.Executed result) {}

  Found find(Simulator.Scene scene, CallRequest request) {
    List<AccessListEntry> given = request.accessList() == null ? List.of() : request.accessList();
    List<AccessListEntry> entries = given;
    for (int round = 1; ; round++) {
      Accesses accesses = new Accesses();
      TransactionResult.Executed result =
          simulator.execute(
              scene, request.withAccessList(entries), simulator.gas(request), accesses, stop);
      List<AccessListEntry> found = accesses.entries(request, scene.precompiles());
      if (found.equals(entries) || round == MAX_ROUNDS) {
        return new Found(found, result);
      }
      entries = found;
    }
  }

  /** Notes the accounts and slots that instructions name. */
  private static final class Accesses implements Tracer {

    private final Map<Address, Set<U256>> found = new TreeMap<>();
    private final Set<Address> created = new TreeSet<>();

    @Override
    public void enter(int depth, Message message) {
      if (message.kind().isCreation()) {
        created.add(message.target());
      }
    }

    @Override
    public void step(Step step) {
      switch (step.opcode()) {
        case Opcode.SLOAD, Opcode.SSTORE -> {
          if (step.stackSize() > 0) {
            account(step.target()).add(step.stack(0));
          }
        }
        case Opcode.BALANCE,
            Opcode.EXTCODESIZE,
            Opcode.EXTCODECOPY,
            Opcode.EXTCODEHASH,
            Opcode.SELFDESTRUCT -> {
          if (step.stackSize() > 0) {
            account(Address.from(step.stack(0)));
          }
        }
        case Opcode.CALL, Opcode.CALLCODE, Opcode.DELEGATECALL, Opcode.STATICCALL -> {
          if (step.stackSize() > 1) {
            account(Address.from(step.stack(1)));
          }
        }
        default -> {
          // names no account or slot
        }
      }
    }

    private Set<U256> account(Address address) {
      return found.computeIfAbsent(address, _ -> new TreeSet<>());
    }

    /** What is worth listing: not what is warm anyway, unless slots come with it. */
    List<AccessListEntry> entries(CallRequest request, PrecompiledContracts precompiles) {
      List<AccessListEntry> entries = new ArrayList<>();
      found.forEach(
          (address, slots) -> {
            boolean isWarmAnyway =
                address.equals(request.sender())
                    || address.equals(request.to())
                    || created.contains(address)
                    || precompiles.at(address) != null;
            if (!isWarmAnyway || !slots.isEmpty()) {
              entries.add(new AccessListEntry(address, slots.stream().map(Hash32::from).toList()));
            }
          });
      return entries;
    }
  }
}
