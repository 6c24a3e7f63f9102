package io.weft.node.dev;

import io.weft.contracts.Predeploy;
import io.weft.contracts.Predeploys;
import io.weft.contracts.wallet.Account;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.DevRules;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The first block of a development chain: funded accounts and the contracts tools expect. */
public final class DevGenesis {
  private static final U256 DEFAULT_BASE_FEE = U256.of(1_000_000_000);

  private DevGenesis() {}

  /** The genesis these settings ask for, starting at {@code timestamp} (seconds). */
  public static Genesis of(DevSettings settings, List<Account> accounts, long timestamp) {
    SortedMap<Address, GenesisAccount> alloc = new TreeMap<>();
    for (Predeploy predeploy : Predeploys.all()) {
      alloc.put(
          predeploy.address(),
          new GenesisAccount(1, U256.ZERO, predeploy.code(), new TreeMap<>(predeploy.storage())));
    }
    for (Account account : accounts) {
      alloc.put(account.address(), GenesisAccount.ofBalance(settings.balanceWei()));
    }
    ChainSpec spec =
        ChainSpec.of(settings.chainId(), ForkSchedule.fromGenesis(Fork.OSAKA))
            .withDev(devRules(settings.isGasFree()));
    U256 asked = settings.baseFeePerGas();
    U256 baseFee = settings.isGasFree() ? U256.ZERO : asked == null ? DEFAULT_BASE_FEE : asked;
    return Genesis.of(spec, timestamp, settings.gasLimit(), baseFee, alloc);
  }

  /** A genesis from a file, with the rules of a development chain added. */
  public static Genesis withDevRules(Genesis genesis, boolean isGasFree) {
    return genesis.withSpec(genesis.spec().withDev(devRules(isGasFree)));
  }

  private static DevRules devRules(boolean isGasFree) {
    return new DevRules(isGasFree, true, true);
  }
}
