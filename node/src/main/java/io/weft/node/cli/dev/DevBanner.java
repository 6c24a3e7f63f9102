package io.weft.node.cli.dev;

import io.weft.contracts.abi.AbiText;
import io.weft.contracts.wallet.Account;
import io.weft.execution.crypto.Secp256k1;
import io.weft.node.dev.DevSettings;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import picocli.CommandLine.Help.ColorScheme;

/** What {@code weft dev} prints once it answers: accounts, keys, and where to reach it. */
final class DevBanner {
  private final PrintWriter out;
  private final ColorScheme colors;

  DevBanner(PrintWriter out, ColorScheme colors) {
    this.out = out;
    this.colors = colors;
  }

  void print(DevSettings settings, List<Account> wallet, String url, long headNumber, long millis) {
    String ether =
        new BigDecimal(settings.balanceWei().toBigInteger(), 18)
            .stripTrailingZeros()
            .toPlainString();
    line("");
    line("@|bold Accounts|@ (" + ether + " ether each at genesis)");
    for (int i = 0; i < wallet.size(); i++) {
      line("  (%d) %s".formatted(i, AbiText.checksummed(wallet.get(i).address())));
    }
    line("");
    line("@|bold Private keys|@");
    for (int i = 0; i < wallet.size(); i++) {
      line("  (%d) %s".formatted(i, wallet.get(i).privateKey()));
    }
    if (!wallet.isEmpty()) {
      line("");
      line("Mnemonic: " + settings.mnemonic());
      if (settings.mnemonic().equals(DevSettings.WELL_KNOWN_MNEMONIC)) {
        line(
            "@|bold,yellow Warning:|@ these keys are public. Anybody can take what is sent to these"
                + " accounts on a real network.");
      }
    }
    String fallback = Secp256k1.fallbackReason();
    if (fallback != null) {
      line(
          "@|bold,yellow Warning:|@ signatures are computed in Java, which is slower: " + fallback);
    }
    line("");
    line("Chain id:  " + settings.chainId());
    line("Sealing:   " + settings.sealing().label() + period(settings));
    line(
        "Data:      "
            + (settings.dataDirectory() == null ? "in memory only" : settings.dataDirectory()));
    line("Head:      block " + headNumber);
    line("");
    line("@|bold Listening on " + url + "|@ (HTTP and WebSocket), ready in " + millis + " ms");
    line("Stop with Ctrl-C.");
    out.flush();
  }

  private static String period(DevSettings settings) {
    long millis = settings.sealing().period().toMillis();
    return millis == 0
        ? ""
        : ", every " + BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + " s";
  }

  private void line(String text) {
    out.println(colors.ansi().string(text));
  }
}
