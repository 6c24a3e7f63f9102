package io.weft.execution.types;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;

/**
 * Ether moved from the consensus layer to an account (EIP-4895). Numbers are unsigned.
 *
 * @param amountGwei in gwei
 */
public record Withdrawal(long index, long validatorIndex, Address address, long amountGwei) {
  private static final U256 WEI_PER_GWEI = U256.of(1_000_000_000);

  public U256 amountWei() {
    return U256.of(amountGwei).multiply(WEI_PER_GWEI);
  }

  public void writeTo(RlpWriter out) {
    int list = out.beginList();
    out.write(index).write(validatorIndex).write(address).write(amountGwei);
    out.endList(list);
  }

  public static Withdrawal readFrom(RlpReader in) {
    RlpReader fields = in.list();
    Withdrawal withdrawal =
        new Withdrawal(fields.uint64(), fields.uint64(), fields.address(), fields.uint64());
    fields.end();
    return withdrawal;
  }
}
