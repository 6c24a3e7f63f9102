package io.weft.tests.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.haveModifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of CONTRIBUTING.md that a machine can check. */
final class HouseStyleTest {

  @Test
  void noClassHidesBehindAnEmptyName() {
    noClasses()
        .that()
        .doNotHaveSimpleName("TypedData") // EIP-712's own word for what is signed
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Helpers")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Data")
        .orShould()
        .haveSimpleNameEndingWith("Info")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .orShould()
        .haveSimpleNameStartingWith("Default")
        .check(WeftClasses.ALL);
  }

  @Test
  void aClassIsFinalOrSealed() {
    classes()
        .that(
            DescribedPredicate.describe(
                "are classes a compiler did not make",
                (JavaClass javaClass) ->
                    !javaClass.isInterface()
                        && !javaClass.isAnonymousClass()
                        && !javaClass.isEnum()
                        && !javaClass.getEnclosingClass().map(JavaClass::isEnum).orElse(false)
                        && !javaClass.reflect().isSealed()))
        .should(haveModifier(JavaModifier.FINAL))
        .check(WeftClasses.ALL);
  }

  @Test
  void everyPackageSaysWhatItIsAndIsNullMarked() {
    Set<String> bare = new TreeSet<>();
    for (JavaClass javaClass : WeftClasses.ALL) {
      if (!javaClass.getPackage().isAnnotatedWith(NullMarked.class)) {
        bare.add(javaClass.getPackageName());
      }
    }
    assertThat(bare).as("packages without a @NullMarked package-info.java").isEmpty();
  }
}
