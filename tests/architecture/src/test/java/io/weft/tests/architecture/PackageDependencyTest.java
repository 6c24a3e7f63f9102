package io.weft.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Who may use whom. A row covers its package and the packages inside it, unless those have a row of
 * their own; a module's root package covers itself alone.
 *
 * <p>The node drives execution through the facade in {@code execution} alone. Where a row of the
 * node also names {@code block}, {@code transaction} or {@code evm}, it is for the words of the
 * facade's signatures: attributes of a block, outcome of a transaction, trace of a frame.
 */
final class PackageDependencyTest {

  /** Package -> the packages of ours that it may use. */
  private static final Map<String, List<String>> TABLE =
      table(
          row("execution.primitives"),
          row("execution.rlp", in("execution", "primitives")),
          row("execution.crypto", in("execution", "primitives")),
          row("execution.types", in("execution", "primitives", "rlp", "crypto")),
          row("execution.chainspec", in("execution", "primitives", "types")),
          row("execution.state", in("execution", "primitives", "crypto", "types")),
          row(
              "execution.evm",
              in("execution", "primitives", "rlp", "crypto", "types", "chainspec", "state")),
          row(
              "execution.transaction",
              in("execution", "primitives", "rlp", "crypto", "types", "chainspec", "state", "evm")),
          row("execution.trie", in("execution", "primitives", "rlp", "crypto")),
          row(
              "execution.block",
              in("execution", "primitives", "rlp", "crypto", "types", "chainspec", "state"),
              in("execution", "evm", "transaction", "trie")),
          row(
              "execution.parallel",
              in("execution", "primitives", "crypto", "types", "chainspec", "state"),
              in("execution", "evm", "transaction", "block")),
          row("execution.store", in("execution", "primitives")),
          row(
              "execution.chain",
              in("execution", "primitives", "rlp", "crypto", "types", "chainspec", "state"),
              in("execution", "trie", "store")),
          row(
              "execution.commit",
              in("execution", "primitives", "rlp", "crypto", "types", "chainspec", "state"),
              in("execution", "block", "trie", "store", "chain")),
          row(
              "execution",
              in("execution", "primitives", "rlp", "crypto", "types", "chainspec", "state"),
              in("execution", "evm", "transaction", "block", "parallel"),
              in("execution", "trie", "store", "chain", "commit")),
          row("consensus.validators", in("execution", "primitives", "types")),
          row(
              "consensus.message",
              in("consensus", "validators"),
              in("execution", "primitives", "rlp", "crypto", "types")),
          row(
              "consensus.core",
              in("consensus", "message", "validators"),
              in("execution", "primitives", "types")),
          row(
              "consensus.journal",
              in("consensus", "core", "message"),
              in("execution", "primitives", "rlp")),
          row(
              "consensus",
              in("consensus", "core", "message", "validators", "journal"),
              in("execution", "primitives", "crypto", "types")),
          row("consensus.single", List.of("consensus"), in("execution", "primitives", "types")),
          row("contracts.abi", in("execution", "primitives", "crypto")),
          row("contracts.wallet", in("execution", "primitives", "crypto")),
          row(
              "contracts",
              in("contracts", "abi", "wallet"),
              in("execution", "primitives", "crypto")),
          row(
              "contracts.handle",
              List.of("contracts"),
              in("contracts", "abi"),
              in("execution", "primitives")),
          row(
              "contracts.wrap",
              List.of("contracts"),
              in("contracts", "abi"),
              in("execution", "primitives")),
          row("node.metrics"),
          row("node.config", in("execution", "primitives", "chainspec")),
          row(
              "node.network",
              in("execution", "primitives", "rlp", "crypto"),
              in("node", "config", "metrics")),
          row(
              "node.pool",
              List.of("execution"),
              in("execution", "primitives", "crypto", "types", "chainspec", "state", "chain"),
              in("execution", "transaction"),
              in("node", "config", "metrics")),
          row(
              "node.proposer",
              List.of("execution", "consensus"),
              in("execution", "primitives", "types", "chainspec", "chain"),
              in("execution", "transaction", "block"),
              in("execution", "evm"),
              in("node", "config", "metrics", "pool", "prefetch")),
          row(
              "node.prefetch",
              in("execution", "primitives", "crypto", "types", "chainspec", "state", "evm"),
              in("execution", "transaction", "block"),
              in("node", "metrics")),
          row(
              "node.importer",
              List.of("execution", "consensus"),
              in("execution", "primitives", "rlp", "types", "chainspec", "state", "chain"),
              in("execution", "transaction", "block"),
              in("node", "config", "metrics", "prefetch")),
          row(
              "node.sync",
              List.of("execution", "consensus"),
              in("execution", "primitives", "types", "chain"),
              in("node", "config", "metrics", "network", "importer")),
          row("node.rpc", in("execution", "primitives", "types"), in("node", "config", "metrics")),
          row(
              "node.rpc.json",
              in("execution", "primitives", "crypto", "types", "chainspec", "state", "evm"),
              in("execution", "chain"),
              in("node", "rpc")),
          row(
              "node.rpc.api",
              List.of("execution"),
              in("execution", "primitives", "rlp", "crypto", "types", "chainspec", "state"),
              in("execution", "evm", "transaction", "block", "chain"),
              in("node", "config", "metrics", "pool", "importer", "rpc", "rpc.json")),
          row(
              "node.engine",
              in("execution", "primitives", "types", "chainspec", "block"),
              in("node", "rpc")),
          row(
              "node.dev",
              List.of("execution", "consensus", "consensus.single"),
              List.of("contracts", "contracts.wallet"),
              in("execution", "primitives", "crypto", "types", "chainspec", "state"),
              in("execution", "block", "chain"),
              in("node", "config", "metrics", "pool", "proposer", "importer"),
              in("node", "rpc", "rpc.json", "rpc.api")),
          row(
              "node.replay",
              List.of("execution"),
              in("execution", "primitives", "rlp", "crypto", "types", "chainspec", "state"),
              in("execution", "transaction", "block", "trie", "chain"),
              in("node", "metrics", "prefetch")),
          row("node.archive", in("execution", "primitives", "rlp", "crypto")),
          row(
              "node.workload",
              List.of("execution", "contracts", "contracts.abi"),
              in("execution", "primitives", "crypto", "types", "chainspec", "state", "evm"),
              in("execution", "transaction", "block", "store", "chain")),
          row(
              "node.simulator",
              List.of("execution"),
              in("execution", "primitives", "crypto", "types", "chainspec", "state"),
              in("execution", "evm", "transaction", "block")),
          row("node.cli", List.of("*")),
          row("node", List.of("*")));

  @TestFactory
  Stream<DynamicTest> eachPackageUsesOnlyItsRow() {
    return TABLE.keySet().stream()
        .map(name -> dynamicTest(name, () -> looksOnlyWhereItsRowAllows(name)));
  }

  @Test
  void everyPackageHasARow() {
    Set<String> homeless = new TreeSet<>();
    for (JavaClass javaClass : WeftClasses.ALL) {
      if (rowOf(javaClass).isEmpty()) {
        homeless.add(javaClass.getPackageName());
      }
    }
    assertThat(homeless).as("packages that the table does not know").isEmpty();
  }

  @Test
  void everyNameInTheTableIsARow() {
    assertThat(TABLE.values().stream().flatMap(List::stream).filter(name -> !name.equals("*")))
        .allSatisfy(name -> assertThat(TABLE).containsKey(name));
  }

  private static void looksOnlyWhereItsRowAllows(String name) {
    List<String> allowed = TABLE.getOrDefault(name, List.of());
    if (allowed.contains("*")) {
      return;
    }
    noClasses()
        .that(are("in " + name, javaClass -> rowOf(javaClass).equals(name)))
        .should()
        .dependOnClassesThat(
            are(
                "outside " + allowed,
                target ->
                    isOurs(target)
                        && !rowOf(target).equals(name)
                        && !allowed.contains(rowOf(target))))
        .allowEmptyShould(true)
        .check(WeftClasses.ALL);
  }

  /** The longest row that covers the class, or an empty string. */
  private static String rowOf(JavaClass javaClass) {
    if (!isOurs(javaClass)) {
      return "";
    }
    String own = javaClass.getPackageName().substring(WeftClasses.ROOT.length());
    for (String name = own; name.contains("."); name = name.substring(0, name.lastIndexOf('.'))) {
      if (TABLE.containsKey(name)) {
        return name;
      }
    }
    return TABLE.containsKey(own) ? own : "";
  }

  private static boolean isOurs(JavaClass javaClass) {
    return javaClass.getPackageName().startsWith(WeftClasses.ROOT);
  }

  private static DescribedPredicate<JavaClass> are(
      String description, Predicate<JavaClass> predicate) {
    return DescribedPredicate.describe(description, predicate);
  }

  @SafeVarargs
  private static Map<String, List<String>> table(Map.Entry<String, List<String>>... rows) {
    Map<String, List<String>> table = new TreeMap<>();
    for (Map.Entry<String, List<String>> row : rows) {
      assertThat(table.put(row.getKey(), row.getValue())).as("a second row").isNull();
    }
    return table;
  }

  @SafeVarargs
  private static Map.Entry<String, List<String>> row(String name, List<String>... allowed) {
    List<String> all = new ArrayList<>();
    for (List<String> part : allowed) {
      all.addAll(part);
    }
    return Map.entry(name, List.copyOf(all));
  }

  private static List<String> in(String module, String... packages) {
    return Stream.of(packages).map(name -> module + "." + name).toList();
  }
}
