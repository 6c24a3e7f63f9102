package io.weft.execution.chainspec;

import io.weft.execution.primitives.Hash32;
import java.util.EnumMap;
import java.util.List;

/** The rules of Ethereum's main network. */
public final class Mainnet {
  private static final long SHANGHAI = 1_681_338_455;
  private static final long CANCUN = 1_710_338_135;
  private static final long PRAGUE = 1_746_612_311;
  private static final long OSAKA = 1_764_798_551;
  private static final long BLOB_FORK_1 = 1_765_290_071;
  private static final long BLOB_FORK_2 = 1_767_747_671;

  /** The state root of its first block. */
  static final Hash32 GENESIS_STATE =
      Hash32.fromHex("d7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544");

  public static final ChainSpec SPEC = spec();

  private Mainnet() {}

  private static ChainSpec spec() {
    EnumMap<Fork, Long> starts = new EnumMap<>(Fork.class);
    starts.put(Fork.FRONTIER, 0L);
    starts.put(Fork.HOMESTEAD, 1_150_000L);
    starts.put(Fork.DAO_FORK, 1_920_000L);
    starts.put(Fork.TANGERINE_WHISTLE, 2_463_000L);
    starts.put(Fork.SPURIOUS_DRAGON, 2_675_000L);
    starts.put(Fork.BYZANTIUM, 4_370_000L);
    starts.put(Fork.CONSTANTINOPLE, 7_280_000L);
    starts.put(Fork.PETERSBURG, 7_280_000L);
    starts.put(Fork.ISTANBUL, 9_069_000L);
    starts.put(Fork.MUIR_GLACIER, 9_200_000L);
    starts.put(Fork.BERLIN, 12_244_000L);
    starts.put(Fork.LONDON, 12_965_000L);
    starts.put(Fork.ARROW_GLACIER, 13_773_000L);
    starts.put(Fork.GRAY_GLACIER, 15_050_000L);
    starts.put(Fork.PARIS, 15_537_394L);
    starts.put(Fork.SHANGHAI, SHANGHAI);
    starts.put(Fork.CANCUN, CANCUN);
    starts.put(Fork.PRAGUE, PRAGUE);
    starts.put(Fork.OSAKA, OSAKA);
    BlobSchedule blobs =
        new BlobSchedule(
            List.of(
                new BlobSchedule.Entry("cancun", CANCUN, BlobParameters.CANCUN),
                new BlobSchedule.Entry("prague", PRAGUE, BlobParameters.PRAGUE),
                new BlobSchedule.Entry("bpo1", BLOB_FORK_1, new BlobParameters(10, 15, 8_346_193)),
                new BlobSchedule.Entry(
                    "bpo2", BLOB_FORK_2, new BlobParameters(14, 21, 11_684_671))));
    return ChainSpec.of(1, new ForkSchedule(starts)).withBlobs(blobs);
  }
}
