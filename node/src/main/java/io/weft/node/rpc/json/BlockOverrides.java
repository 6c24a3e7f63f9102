package io.weft.node.rpc.json;

import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Withdrawal;
import io.weft.node.rpc.Param;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a call is to see different about its block; null for what stays as it is. */
public record BlockOverrides(
    @Nullable Long number,
    @Nullable Long timestamp,
    @Nullable Long gasLimit,
    @Nullable Address coinbase,
    @Nullable U256 prevRandao,
    @Nullable U256 baseFeePerGas,
    @Nullable U256 blobBaseFee,
    @Nullable Hash32 parentBeaconBlockRoot,
    @Nullable List<Withdrawal> withdrawals) {
  public static final BlockOverrides NONE =
      new BlockOverrides(null, null, null, null, null, null, null, null, null);

  /** Nothing else than the price of gas. */
  public static BlockOverrides ofBaseFee(U256 baseFeePerGas) {
    return new BlockOverrides(null, null, null, null, null, baseFeePerGas, null, null, null);
  }

  public static BlockOverrides read(@Nullable Param param) {
    if (param == null) {
      return NONE;
    }
    Param coinbase = either(param, "feeRecipient", "coinbase");
    Param beaconRoot = either(param, "beaconRoot", "parentBeaconBlockRoot");
    return new BlockOverrides(
        number(param.field("number")),
        number(either(param, "time", "timestamp")),
        number(param.field("gasLimit")),
        coinbase == null ? null : coinbase.address(),
        word(either(param, "prevRandao", "random")),
        word(either(param, "baseFeePerGas", "baseFee")),
        word(param.field("blobBaseFee")),
        beaconRoot == null ? null : beaconRoot.hash(),
        withdrawals(param.field("withdrawals")));
  }

  private static @Nullable List<Withdrawal> withdrawals(@Nullable Param param) {
    if (param == null) {
      return null;
    }
    List<Withdrawal> list = new ArrayList<>();
    for (Param entry : param.elements()) {
      list.add(
          new Withdrawal(
              entry.required("index").uint64(),
              entry.required("validatorIndex").uint64(),
              entry.required("address").address(),
              entry.required("amount").uint64()));
    }
    return List.copyOf(list);
  }

  /** The same at this place of a chain. */
  public BlockOverrides at(long otherNumber, long otherTimestamp) {
    return new BlockOverrides(
        otherNumber,
        otherTimestamp,
        gasLimit,
        coinbase,
        prevRandao,
        baseFeePerGas,
        blobBaseFee,
        parentBeaconBlockRoot,
        withdrawals);
  }

  public BlockEnvironment over(BlockEnvironment block) {
    return new BlockEnvironment(
        block.fork(),
        block.chainId(),
        number == null ? block.number() : number,
        timestamp == null ? block.timestampSeconds() : timestamp,
        coinbase == null ? block.coinbase() : coinbase,
        gasLimit == null ? block.gasLimit() : gasLimit,
        baseFeePerGas == null ? block.baseFeePerGas() : baseFeePerGas,
        prevRandao == null ? block.prevRandao() : prevRandao,
        blobBaseFee == null ? block.blobBaseFee() : blobBaseFee,
        block.slotNumber(),
        block.blockHashes());
  }

  private static @Nullable Param either(Param param, String name, String oldName) {
    Param value = param.field(name);
    return value == null ? param.field(oldName) : value;
  }

  private static @Nullable Long number(@Nullable Param param) {
    return param == null ? null : param.number();
  }

  private static @Nullable U256 word(@Nullable Param param) {
    return param == null ? null : param.word();
  }
}
