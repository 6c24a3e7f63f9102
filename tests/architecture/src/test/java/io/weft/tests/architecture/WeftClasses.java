package io.weft.tests.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** The compiled main classes of all modules, read once; generated ones follow no rule of ours. */
final class WeftClasses {

  static final String ROOT = "io.weft.";

  /** Tests may look everywhere; so may the fixtures, which reach us as a jar of their own. */
  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(
              location ->
                  !location.contains("/test-classes/")
                      && !location.contains("-tests.jar")
                      && !location.contains("/io/weft/tests/")
                      && !location.contains("/io/weft/contracts/web3j/"))
          .importPackages("io.weft");

  private WeftClasses() {}
}
