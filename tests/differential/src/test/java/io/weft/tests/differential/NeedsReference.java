package io.weft.tests.differential;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test class that asks the packages of {@code package.json}: skipped where they are not
 * installed, a failure where {@code CI=true} promises them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsReference.Condition.class)
@interface NeedsReference {

  /** Asks the file system once a class. */
  final class Condition implements ExecutionCondition {
    private static final String MISSING =
        "the reference is not installed: run `npm install` in tests/differential";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (ReferenceSide.isInstalled()) {
        return ConditionEvaluationResult.enabled("the reference is installed");
      }
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(MISSING);
      }
      return ConditionEvaluationResult.disabled(MISSING);
    }
  }
}
