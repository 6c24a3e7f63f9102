package io.weft.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Which package may touch which library. Each library has one home, so that replacing it touches
 * one place; a library that is not named here may be used by nobody.
 */
final class LibraryUseTest {

  private static final List<String> CRYPTOGRAPHY =
      List.of("execution.crypto..", "execution.evm.precompile..");

  /** Root package of a library -> the packages of ours that may use it. */
  private static final Map<String, List<String>> HOMES =
      Map.ofEntries(
          Map.entry(
              "org.bouncycastle",
              List.of("execution.crypto..", "execution.evm.precompile..", "contracts.wallet..")),
          Map.entry("fr.acinq.secp256k1", CRYPTOGRAPHY),
          Map.entry("supranational.blst", CRYPTOGRAPHY),
          Map.entry("ethereum.ckzg4844", CRYPTOGRAPHY),
          Map.entry("org.rocksdb", List.of("execution.store..")),
          Map.entry(
              "com.fasterxml.jackson",
              List.of(
                  "execution.chainspec..",
                  "execution.commit..",
                  "contracts..",
                  "node.config..",
                  "node.rpc..",
                  "node.cli..")),
          Map.entry("org.web3j", List.of("contracts..", "node.cli..")),
          Map.entry("io.reactivex", List.of("contracts..")),
          Map.entry("io.netty", List.of("node.rpc..", "node.network..")),
          Map.entry("com.lmax.disruptor", List.of("node.importer..")),
          Map.entry("picocli", List.of("node.cli..")),
          Map.entry("me.tongfei.progressbar", List.of("node.cli..")),
          Map.entry("org.apache.commons.compress", List.of("node.cli..", "node.archive..")),
          Map.entry("com.github.luben.zstd", List.of("node.cli..")),
          Map.entry("io.micrometer", List.of("node.metrics..")));

  /** The language itself, and annotations that leave no trace at run time. */
  private static final List<String> EVERYWHERE =
      List.of("java.", "javax.", "jdk.", "org.jspecify.", "com.google.errorprone.annotations.");

  @TestFactory
  Stream<DynamicTest> eachLibraryStaysInItsHome() {
    return HOMES.entrySet().stream()
        .map(
            home ->
                dynamicTest(home.getKey(), () -> isUsedOnlyFrom(home.getKey(), home.getValue())));
  }

  @Test
  void noOtherLibraryIsUsed() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe("belong to a library with a home", LibraryUseTest::isKnown))
        .allowEmptyShould(true)
        .check(WeftClasses.ALL);
  }

  private static boolean isKnown(JavaClass target) {
    String name = target.getBaseComponentType().getName();
    return target.getBaseComponentType().isPrimitive()
        || isUnder(target, "io.weft")
        || EVERYWHERE.stream().anyMatch(name::startsWith)
        || HOMES.keySet().stream().anyMatch(home -> isUnder(target, home));
  }

  private static void isUsedOnlyFrom(String library, List<String> homes) {
    String[] packages = homes.stream().map(WeftClasses.ROOT::concat).toArray(String[]::new);
    classes()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are not of " + library, target -> !isUnder(target, library)))
        .allowEmptyShould(true)
        .check(WeftClasses.ALL);
  }

  private static boolean isUnder(JavaClass target, String root) {
    String name = target.getBaseComponentType().getPackageName();
    return name.equals(root) || name.startsWith(root + ".");
  }
}
