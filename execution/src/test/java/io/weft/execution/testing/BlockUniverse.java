package io.weft.execution.testing;

import static io.weft.execution.evm.Opcode.*;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Authorization;
import io.weft.execution.types.DynamicFeeTransaction;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.SetCodeTransaction;
import io.weft.execution.types.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A block in which everything conflicts with everything: a few accounts and slots, contracts of
 * random instructions that read, pay, create and destroy each other, and transactions of which some
 * are rejected, fail, or run out of gas. All of it follows from a seed.
 */
public final class BlockUniverse {
  private static final int SLOTS = 4;

  /** Accounts whose keys are known, so that they can sign authorizations. */
  private static final byte[][] KEYS = new byte[6][];

  private static final Address[] KEY_HOLDERS = new Address[KEYS.length];

  static {
    for (int i = 0; i < KEYS.length; i++) {
      KEYS[i] = new byte[32];
      KEYS[i][31] = (byte) (i + 1);
      KEY_HOLDERS[i] = Secp256k1.addressOfPrivateKey(KEYS[i]);
    }
  }

  private final Random random;
  private final Fork fork;
  private final TestState state = new TestState();
  private final List<Address> people = new ArrayList<>();
  private final List<Address> contracts = new ArrayList<>();
  private final List<Address> all = new ArrayList<>();
  private final long[] nonces;
  private final TestBlock block;
  private final boolean isFree;

  /** A block of a fork drawn by the seed. */
  public static BlockUniverse of(long seed, int accounts, int transactions) {
    Fork[] forks = {
      Fork.FRONTIER, Fork.TANGERINE_WHISTLE, Fork.BYZANTIUM, Fork.ISTANBUL, Fork.LONDON,
      Fork.SHANGHAI, Fork.CANCUN, Fork.PRAGUE, Fork.OSAKA, Fork.AMSTERDAM
    };
    return new BlockUniverse(
        seed, forks[Math.floorMod(seed, forks.length)], accounts, transactions);
  }

  public BlockUniverse(long seed, Fork fork, int accounts, int transactionCount) {
    random = new Random(seed);
    this.fork = fork;
    for (int i = 0; i < accounts; i++) {
      people.add(i < KEYS.length ? KEY_HOLDERS[i] : Address.of(0x1000 + i));
    }
    for (int i = 0; i < Math.max(3, accounts / 2); i++) {
      contracts.add(Address.of(0xC000 + i));
    }
    all.addAll(people);
    all.addAll(contracts);
    all.add(Address.of(3)); // whose touch is never undone
    all.add(Address.of(0xE0)); // does not exist
    all.add(Address.of(0xE1)); // exists, empty
    Address coinbase = oneOf(all);
    all.add(coinbase);
    isFree = chance(4);
    long gasLimit = chance(5) ? 200_000L * transactionCount / 3 : 1_000_000_000L;
    block = new TestBlock(fork, coinbase, state, gasLimit, baseFee());
    nonces = new long[people.size()];
    fillState();
    for (int i = 0; i < transactionCount; i++) {
      addTransaction();
    }
  }

  private void fillState() {
    state.balance(Address.of(0xE1), 0);
    for (Address person : people) {
      state.balance(person, chance(8) ? random.nextInt(3_000_000) : 1_000_000_000_000L);
    }
    for (Address contract : contracts) {
      state.account(contract, 1, U256.of(random.nextInt(3)), randomCode(1 + random.nextInt(6)));
      for (int slot = 0; slot < SLOTS; slot++) {
        state.storage(contract, U256.of(slot), U256.of(random.nextInt(3)));
      }
    }
  }

  // ---- code

  private Bytes randomCode(int instructions) {
    Bytecode code = new Bytecode();
    for (int i = 0; i < instructions; i++) {
      addInstruction(code, i);
    }
    return code.build();
  }

  private void addInstruction(Bytecode code, int position) {
    int slot = random.nextInt(SLOTS);
    int other = random.nextInt(SLOTS);
    switch (random.nextInt(20)) {
      case 0, 1, 2 -> code.sload(other).push(1).op(ADD).push(slot).op(SSTORE);
      case 3 -> code.sstore(slot, random.nextInt(2));
      case 4 -> code.push(oneOf(all)).op(BALANCE).push(slot).op(SSTORE);
      case 5 -> code.op(COINBASE, BALANCE).push(slot).op(SSTORE);
      case 6 -> code.push(oneOf(all)).op(EXTCODESIZE).push(slot).op(SSTORE);
      case 7 -> {
        if (fork.isAtLeast(Fork.CONSTANTINOPLE)) {
          code.push(oneOf(all)).op(EXTCODEHASH).push(slot).op(SSTORE);
        }
      }
      case 8, 9 -> code.call(60_000, oneOf(all), random.nextInt(3)).push(slot).op(SSTORE);
      case 10 -> code.call(60_000, oneOf(contracts), 0).op(POP);
      case 11 -> {
        if (fork.isAtLeast(Fork.HOMESTEAD)) {
          code.delegateCall(60_000, oneOf(contracts)).op(POP);
        }
      }
      case 12 -> code.create(random.nextInt(2), child()).push(slot).op(SSTORE);
      case 13, 14 -> {
        if (fork.isAtLeast(Fork.CONSTANTINOPLE)) {
          code.create2(random.nextInt(2), child(), random.nextInt(2)).op(DUP1);
          code.push(slot).op(SSTORE);
          // And call it.
          code.operands(0, 0, 0, 0, 0).op(DUP6).push(50_000).op(CALL).op(POP, POP);
        }
      }
      case 15 -> {
        if (chance(3)) {
          code.push(oneOf(all)).op(SELFDESTRUCT);
        }
      }
      case 16 -> {
        code.sload(slot).push(1).op(AND).op(ISZERO).jumpIf("on" + position);
        if (fork.isAtLeast(Fork.BYZANTIUM)) {
          code.sload(slot).revertTop();
        } else {
          code.op(INVALID);
        }
        code.label("on" + position);
      }
      case 17 -> code.sload(slot).push(0).op(MSTORE).operands(0, 32, 7).op(LOG1);
      case 18 -> {
        // Everything it has, to somebody.
        code.operands(0, 0, 0, 0).op(ADDRESS, BALANCE).push(oneOf(all)).push(40_000);
        code.op(CALL).op(POP);
      }
      default -> code.op(CALLVALUE).push(slot).op(SSTORE).op(CALLER, BALANCE, POP);
    }
  }

  /** Init code of a contract that counts and can be destroyed. */
  private Bytes child() {
    Bytecode code = new Bytecode();
    code.sload(0).push(1).op(ADD).push(0).op(SSTORE);
    if (chance(2)) {
      code.push(oneOf(all)).op(SELFDESTRUCT);
    }
    Bytecode init = new Bytecode();
    if (chance(2)) {
      init.sstore(1, 7);
    }
    return chance(4)
        ? init.push(oneOf(all)).op(SELFDESTRUCT).build()
        : Bytecode.deployerOf(code.build());
  }

  // ---- transactions

  private void addTransaction() {
    int sender = chance(3) ? 0 : random.nextInt(people.size());
    long nonce = chance(40) ? nonces[sender] + random.nextInt(3) - 1 : nonces[sender];
    if (nonce == nonces[sender]) {
      nonces[sender]++;
    }
    long gas = chance(10) ? 21_000 + random.nextInt(60_000) : 150_000 + random.nextInt(400_000);
    U256 price = isFree ? U256.ZERO : U256.of(1 + random.nextInt(3));
    U256 value = U256.of(chance(3) ? random.nextInt(5) : chance(9) ? 900_000_000_000L : 0);
    Address target = oneOf(chance(3) ? people : chance(4) ? all : contracts);
    boolean creates = chance(12);
    Bytes data =
        creates ? (chance(2) ? child() : randomCode(3)) : Bytes.of((byte) random.nextInt(256));
    Transaction transaction;
    if (fork.isAtLeast(Fork.PRAGUE) && chance(8)) {
      transaction =
          new SetCodeTransaction(
              TestBlock.CHAIN_ID,
              Math.max(nonce, 0),
              price,
              price.add(baseFee()),
              gas + 100_000,
              target,
              value,
              Bytes.EMPTY,
              List.of(),
              authorizations(),
              Signature.NONE);
    } else if (fork.isAtLeast(Fork.LONDON)) {
      transaction =
          new DynamicFeeTransaction(
              TestBlock.CHAIN_ID,
              Math.max(nonce, 0),
              price,
              price.add(baseFee()),
              gas,
              creates ? null : target,
              value,
              data,
              List.of(),
              Signature.NONE);
    } else {
      transaction =
          new LegacyTransaction(
              null,
              Math.max(nonce, 0),
              price,
              gas,
              creates ? null : target,
              value,
              data,
              Signature.NONE);
    }
    block.add(people.get(sender), transaction);
  }

  private List<Authorization> authorizations() {
    List<Authorization> result = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int key = random.nextInt(Math.min(KEYS.length, people.size()));
      long nonce = nonces[key] + (chance(4) ? 1 : 0);
      if (chance(2)) {
        nonces[key]++;
      }
      Address target = chance(4) ? Address.ZERO : oneOf(contracts);
      Authorization unsigned =
          new Authorization(U256.of(TestBlock.CHAIN_ID), target, nonce, 0, U256.ZERO, U256.ZERO);
      Signature signature = Secp256k1.sign(unsigned.signingHash(), KEYS[key]);
      result.add(
          new Authorization(
              unsigned.chainId(),
              target,
              nonce,
              signature.yParity(),
              signature.r(),
              signature.s()));
    }
    return result;
  }

  private boolean chance(int of) {
    return random.nextInt(of) == 0;
  }

  private <T> T oneOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private U256 baseFee() {
    return isFree || !fork.isAtLeast(Fork.LONDON) ? U256.ZERO : U256.of(7);
  }

  /** The block. */
  public TestBlock block() {
    return block;
  }
}
