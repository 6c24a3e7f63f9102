package io.weft.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import io.weft.execution.primitives.KeyedHash;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What would let two honest validators differ, and what would slow the path all blocks take. */
final class DeterminismTest {

  /** Same inputs, same outputs: nothing in here may ask the world. */
  private static final String[] DETERMINISTIC = {
    "io.weft.execution..", "io.weft.consensus.core..", "io.weft.consensus.qbft.."
  };

  /** Entered once per transaction, call frame or opcode. */
  private static final String[] HOT = {
    "io.weft.execution.primitives..",
    "io.weft.execution.state..",
    "io.weft.execution.evm..",
    "io.weft.execution.transaction..",
    "io.weft.execution.parallel.."
  };

  @Test
  void deterministicCodeReadsNoClock() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(DETERMINISTIC)
            .should()
            .callMethodWhere(
                calls("(currentTimeMillis|nanoTime)", System.class)
                    .or(calls("now", java.time.temporal.TemporalAccessor.class)))
            .orShould()
            .dependOnClassesThat(assignableTo(java.time.InstantSource.class))
            .orShould()
            .dependOnClassesThat(assignableTo(java.util.Date.class))
            .orShould()
            .dependOnClassesThat(assignableTo(java.util.Calendar.class)));
  }

  /** But for where things lie in tables, which nobody who sends them may know. */
  @Test
  void deterministicCodeDrawsNoRandomNumbers() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(DETERMINISTIC)
            .and()
            .doNotBelongToAnyOf(KeyedHash.class)
            .should()
            .dependOnClassesThat(assignableTo(RandomGenerator.class))
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID"));
  }

  @Test
  void deterministicCodeOpensNoSocket() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(DETERMINISTIC)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.channels.."));
  }

  @Test
  void deterministicCodeDoesNotLog() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(DETERMINISTIC)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j..")
            .orShould()
            .dependOnClassesThat(assignableTo(System.Logger.class))
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  @Test
  void filesAreTouchedOnlyByTheStoreAndTheJournal() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("io.weft.execution..", "io.weft.consensus..")
            .and()
            .resideOutsideOfPackages("io.weft.execution.store..", "io.weft.consensus.journal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..")
            .orShould()
            .dependOnClassesThat(nameMatching("java\\.io\\.(File|RandomAccess).*")));
  }

  @Test
  void onlyTheCommitterWritesTheStore() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("io.weft.execution.commit..", "io.weft.execution.store..")
            .should()
            .callMethodWhere(
                target(name("write"))
                    .and(target(owner(assignableTo("io.weft.execution.store.KeyValueStore"))))));
  }

  @Test
  void nobodyButTheFacadeSeesTheParallelExecutor() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("io.weft.execution", "io.weft.execution.parallel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.weft.execution.parallel.."));
  }

  @Test
  void hotCodeUsesNoStreams() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(HOT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.stream.."));
  }

  @Test
  void hotCodeUsesNoOptional() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(HOT)
            .should()
            .dependOnClassesThat(assignableTo(Optional.class)));
  }

  @Test
  void hotCodeFormatsNoStrings() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(HOT)
            .should()
            .callMethodWhere(calls("(format|formatted)", String.class))
            .orShould()
            .dependOnClassesThat(assignableTo(java.util.Formatter.class)));
  }

  private static DescribedPredicate<JavaMethodCall> calls(String methods, Class<?> of) {
    return DescribedPredicate.<JavaMethodCall>describe(
        "call " + of.getSimpleName() + "." + methods,
        call -> call.getName().matches(methods) && call.getTargetOwner().isAssignableTo(of));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(WeftClasses.ALL);
  }
}
