package io.weft.node.cli.evm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts results. Not safe for threads: {@link SpecSuite} hands it one result at a time. */
public final class SpecTotals {
  private final Map<String, Integer> casesByFork = new TreeMap<>();
  private final List<CaseResult> failures = new ArrayList<>();
  private int passed;
  private int skipped;

  void add(CaseResult result) {
    casesByFork.merge(result.fork(), 1, Integer::sum);
    switch (result.outcome()) {
      case PASSED -> passed++;
      case SKIPPED -> skipped++;
      case FAILED -> failures.add(result);
    }
  }

  public int passed() {
    return passed;
  }

  public int failed() {
    return failures.size();
  }

  public int skipped() {
    return skipped;
  }

  /** All cases, whatever their outcome, by the fixtures' own names of forks. */
  public Map<String, Integer> casesByFork() {
    return Collections.unmodifiableMap(casesByFork);
  }

  public List<CaseResult> failures() {
    return Collections.unmodifiableList(failures);
  }

  /** The last line of every report. */
  @Override
  public String toString() {
    return passed + " passed, " + failures.size() + " failed, " + skipped + " skipped";
  }
}
