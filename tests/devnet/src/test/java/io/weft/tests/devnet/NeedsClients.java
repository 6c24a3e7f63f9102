package io.weft.tests.devnet;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test class that runs the programs of {@code package.json}: skipped where they are not
 * installed, a failure where {@code CI=true} promises them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsClients.Condition.class)
@interface NeedsClients {

  /** Asks the file system once a class. */
  final class Condition implements ExecutionCondition {

    private static final String MISSING =
        "the client programs are not installed: run `npm ci` in tests/devnet";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (Clients.installed()) {
        return ConditionEvaluationResult.enabled("client programs are installed");
      }
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(MISSING);
      }
      return ConditionEvaluationResult.disabled(MISSING);
    }
  }
}
