package io.weft.execution.block;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Withdrawal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a proposer chooses about a block, beside its transactions. Fields that the fork does not
 * have are ignored.
 *
 * @param timestamp in seconds, later than the parent's
 * @param gasLimit within the bounds the parent sets, see {@link HeaderRules#gasLimitToward}
 * @param slotNumber of the beacon chain
 * @param baseFeePerGas in place of the one that follows from the parent, where the chain's
 *     development rules leave it free; null to follow
 */
public record BlockAttributes(
    long timestamp,
    Address coinbase,
    long gasLimit,
    Hash32 prevRandao,
    List<Withdrawal> withdrawals,
    Hash32 parentBeaconBlockRoot,
    long slotNumber,
    Bytes extraData,
    @Nullable U256 baseFeePerGas) {}
