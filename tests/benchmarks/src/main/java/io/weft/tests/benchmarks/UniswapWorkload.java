package io.weft.tests.benchmarks;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Swaps through a router in a Uniswap v3 pool of two ERC-20 tokens, there and back again.
 *
 * <p>The archive has the contracts as somebody deployed them. The addresses in their code are
 * replaced by those here, and what their constructors and a provider of liquidity over nearly all
 * prices would have stored is stored: the layout is that of the Solidity sources, see {@code
 * UniswapV3Pool.sol} and OpenZeppelin's {@code ERC20.sol}.
 */
final class UniswapWorkload {
  private static final int ROUNDS = 50;

  private static final Address DRIVER = Address.of(0xC0DE);
  private static final Address TOKEN_0 = Address.of(0x70CE40);
  private static final Address TOKEN_1 = Address.of(0x70CE41);
  private static final Address SINGLE_SWAP = Address.of(0x5347);
  private static final Address ROUTER = Address.of(0x3077E3);
  private static final Address FACTORY = Address.of(0xFAC7);
  private static final Address WETH = Address.of(0x3E78);

  private static final int FEE = 3000; // hundredths of a basis point
  private static final int TICK_SPACING = 60;
  private static final int FURTHEST_TICK = 600_000;
  private static final String INIT_CODE_HASH =
      "636fcf59d7fdf3a03833dba1c6d936c9d7c6730057c8c4c8e5059feaeab60e04";

  // Limbs of what the pool stores: 111,111 whole tokens of each at a price of one.
  private static final U256 LIQUIDITY = new U256(0, 0, 0x1787L, 0x56E190B388651605L);
  private static final U256 TICK_LIQUIDITY =
      new U256(0x1787L, 0x56E190B388651605L, 0x1787L, 0x56E190B388651605L);
  private static final U256 UPPER_TICK_LIQUIDITY =
      new U256(~0x1787L, 0xA91E6F4C779AE9FBL, 0x1787L, 0x56E190B388651605L);
  private static final U256 PRICE = new U256(0x0001000001000100L, 0, 1L << 32, 0);
  private static final U256 FIRST_OBSERVATION = new U256(1L << 56, 0, 0, 1);
  private static final U256 INITIALIZED = new U256(1L << 56, 0, 0, 0);
  private static final U256 PLENTY = U256.of(1L << 62);

  private final Map<Address, Map<U256, U256>> storage = new HashMap<>();

  private UniswapWorkload() {}

  /**
   * @param assets gives a contract's code in hexadecimal by its name
   */
  static CallWorkload of(Function<String, String> assets) {
    return new UniswapWorkload().workload(assets);
  }

  private CallWorkload workload(Function<String, String> assets) {
    Address pool = poolAddress();
    Map<Address, Bytes> codes = new TreeMap<>();
    Bytes token = Bytes.fromHex(assets.apply("erc20/assets/ERC20Token"));
    codes.put(TOKEN_0, token);
    codes.put(TOKEN_1, token);
    codes.put(
        pool,
        code(
            assets.apply("uniswap/assets/UniswapV3Pool"),
            Map.of(
                "261d8c5e9742e6f7f1076fa1f560894524e19cad", TOKEN_0,
                "ce3478a9e0167a6bc5716dc39dbbbfac38f27623", TOKEN_1,
                "cba6b9a951749b8735c603e7ffc5151849248772", FACTORY,
                "d495d5e5cab2567777fff988c4fcd71328b17c9d", pool)));
    codes.put(
        ROUTER,
        code(
            assets.apply("uniswap/assets/SwapRouter"),
            Map.of(
                "6509f2a854ba7441039fce3b959d5badd2ffcfcd", WETH,
                "d787a42ee3ac477c46dd6c912e7af795d44453d5", FACTORY)));
    codes.put(
        SINGLE_SWAP,
        code(
            assets.apply("uniswap/assets/SingleSwap"),
            Map.of("e7cfcccb38ce07ba9d8d13431afe8cf6172de031", ROUTER)));
    codes.put(DRIVER, driver());
    storePool(pool);
    storeTokens(pool);
    store(ROUTER, U256.ZERO, U256.MAX); // no amount is cached
    store(SINGLE_SWAP, U256.ZERO, word(TOKEN_0));
    store(SINGLE_SWAP, U256.ONE, word(TOKEN_1).add(power(160).multiply(FEE)));
    return new CallWorkload("a hundred Uniswap v3 swaps", codes, storage, DRIVER, Bytes.EMPTY);
  }

  private static Bytes code(String hex, Map<String, Address> addresses) {
    String code = hex;
    for (Map.Entry<String, Address> address : addresses.entrySet()) {
      if (!code.contains(address.getKey())) {
        throw new IllegalArgumentException("no " + address.getKey() + " in the code");
      }
      code = code.replace(address.getKey(), hex(address.getValue()));
    }
    return Bytes.fromHex(code);
  }

  /** Sells 2000 of one token, then of the other, and so on; returns what it has of the first. */
  private static Bytes driver() {
    String amount = "6107d0";
    String setUp =
        ("63c92b089160e01b5f52" + amount + "600452") // sellToken0(amount) at 0
            + ("636b05526060e01b604052" + amount + "604452") // sellToken1(amount) at 64
            + "60%02x".formatted(ROUNDS);
    String call = "73" + hex(SINGLE_SWAP) + "5af1155f57"; // nowhere to jump to where it failed
    String round = ("5b5f5f60245f5f" + call) + ("5f5f602460405f" + call);
    String loop = "600190038060%02x57".formatted(setUp.length() / 2);
    String balance = "6370a0823160e01b5f523060045260205f60245f73" + hex(TOKEN_0) + "5afa155f57";
    return Bytes.fromHex(setUp + round + loop + balance + "60205ff3");
  }

  private void storePool(Address pool) {
    store(pool, U256.ZERO, PRICE);
    store(pool, U256.of(4), LIQUIDITY);
    store(pool, U256.of(8), FIRST_OBSERVATION);
    for (int tick : new int[] {-FURTHEST_TICK, FURTHEST_TICK}) {
      U256 info = mapped(signed(tick), U256.of(5));
      store(pool, info, tick < 0 ? TICK_LIQUIDITY : UPPER_TICK_LIQUIDITY);
      store(pool, info.add(U256.of(3)), INITIALIZED);
      int index = tick / TICK_SPACING;
      store(pool, mapped(signed(index >> 8), U256.of(6)), power(index & 0xFF));
    }
  }

  private void storeTokens(Address pool) {
    for (Address token : new Address[] {TOKEN_0, TOKEN_1}) {
      store(token, mapped(word(pool), U256.ZERO), PLENTY);
      store(token, mapped(word(DRIVER), U256.ZERO), PLENTY);
      U256 allowances = mapped(word(DRIVER), U256.ONE);
      store(token, mapped(word(SINGLE_SWAP), allowances), PLENTY);
    }
  }

  private void store(Address account, U256 slot, U256 value) {
    storage.computeIfAbsent(account, _ -> new HashMap<>()).put(slot, value);
  }

  /** The slot of a mapping's entry. */
  private static U256 mapped(U256 key, U256 slot) {
    byte[] both = new byte[64];
    key.copyTo(both, 0);
    slot.copyTo(both, 32);
    return U256.fromBytes(Keccak256.hash(both));
  }

  /** Where the router expects the pool: the factory's CREATE2 address of it. */
  private static Address poolAddress() {
    byte[] salted = new byte[96];
    TOKEN_0.copyTo(salted, 12);
    TOKEN_1.copyTo(salted, 44);
    U256.of(FEE).copyTo(salted, 64);
    byte[] input = new byte[85];
    input[0] = (byte) 0xFF;
    FACTORY.copyTo(input, 1);
    System.arraycopy(Keccak256.hash(salted), 0, input, 21, 32);
    U256.fromHex(INIT_CODE_HASH).copyTo(input, 53);
    return Address.from(Keccak256.hash(input), 12);
  }

  private static U256 signed(int value) {
    long sign = value >> 31;
    return new U256(sign, sign, sign, value);
  }

  private static U256 power(int ofTwo) {
    long limb = 1L << ofTwo; // by the distance modulo 64
    return new U256(
        ofTwo >> 6 == 3 ? limb : 0,
        ofTwo >> 6 == 2 ? limb : 0,
        ofTwo >> 6 == 1 ? limb : 0,
        ofTwo >> 6 == 0 ? limb : 0);
  }

  private static U256 word(Address address) {
    byte[] word = new byte[32];
    address.copyTo(word, 12);
    return U256.fromBytes(word);
  }

  private static String hex(Address address) {
    return address.toString().substring(2);
  }
}
