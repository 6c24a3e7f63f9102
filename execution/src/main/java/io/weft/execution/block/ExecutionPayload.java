package io.weft.execution.block;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Withdrawal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proof-of-stake block as a consensus client hands it over: the fields of the header that are not
 * fixed or computed from others, and the body, with nothing decoded or believed yet.
 *
 * @param blobGasUsed unsigned, as {@code excessBlobGas}; both since Cancun
 * @param transactions in their canonical encoding
 * @param withdrawals null before Shanghai
 * @param blockAccessList its encoding, since Amsterdam, as {@code slotNumber}
 */
public record ExecutionPayload(
    Hash32 parentHash,
    Address feeRecipient,
    Hash32 stateRoot,
    Hash32 receiptsRoot,
    Bytes logsBloom,
    Hash32 prevRandao,
    long blockNumber,
    long gasLimit,
    long gasUsed,
    long timestamp,
    Bytes extraData,
    U256 baseFeePerGas,
    Hash32 blockHash,
    List<Bytes> transactions,
    @Nullable List<Withdrawal> withdrawals,
    @Nullable Long blobGasUsed,
    @Nullable Long excessBlobGas,
    @Nullable Bytes blockAccessList,
    @Nullable Long slotNumber) {}
