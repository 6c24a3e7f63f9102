package io.weft.execution.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.DevRules;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.chainspec.RequestContracts;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GenesisCodecTest {
  private static final Map<Address, GenesisAccount> ALLOC =
      Map.of(
          Address.of(1), GenesisAccount.ofBalance(U256.MAX),
          Address.of(2), GenesisAccount.ofCode(Bytes.of(1, 2, 3)),
          Address.of(3),
              new GenesisAccount(
                  7, U256.ONE, Bytes.EMPTY, new TreeMap<>(Map.of(U256.ZERO, U256.of(5)))));

  @Test
  void everyFieldSurvives() {
    ChainSpec spec =
        ChainSpec.of(3503995874084926L, ForkSchedule.fromGenesis(Fork.CANCUN).with(Fork.OSAKA, 99))
            .withTerminalTotalDifficulty(U256.of(17))
            .withRequestContracts(
                new RequestContracts(Address.of(18), Address.of(19), Address.of(20)))
            .withDev(new DevRules(true, false, true));
    Genesis genesis =
        new Genesis(
            spec,
            4,
            5,
            6,
            7,
            U256.of(8),
            Bytes.of(9),
            Hash32.from(U256.of(10)),
            -11,
            Address.of(12),
            Hash32.from(U256.of(13)),
            U256.of(14),
            15L,
            0L,
            Hash32.from(U256.of(16)),
            new TreeMap<>(ALLOC));
    assertThat(GenesisCodec.decode(GenesisCodec.encode(genesis))).isEqualTo(genesis);
  }

  @Test
  void absentFieldsStayAbsent() {
    ChainSpec spec = ChainSpec.of(1, ForkSchedule.fromGenesis(Fork.FRONTIER));
    Genesis genesis = Genesis.of(spec, 1, 2, null, new TreeMap<>());
    assertThat(GenesisCodec.decode(GenesisCodec.encode(genesis))).isEqualTo(genesis);
  }
}
