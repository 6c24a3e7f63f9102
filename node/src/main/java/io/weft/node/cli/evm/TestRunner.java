package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/** Runs the cases of one format. An instance belongs to one worker. */
interface TestRunner {
  /** Whether a test of this shape is of the runner's format. */
  boolean accepts(JsonNode test);

  /** Runs all cases of a test; every one of them ends up in {@code results} once. */
  void run(String file, String name, JsonNode test, Consumer<CaseResult> results);
}
