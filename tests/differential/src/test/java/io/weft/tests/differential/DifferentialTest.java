package io.weft.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.TestState;
import io.weft.execution.types.Account;
import io.weft.tests.differential.ReferenceSide.ReferenceFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Random cases end as the reference ends them. The seed is printed; case {@code i} of a run is the
 * first of a run with the seed raised by {@code i}.
 *
 * <ul>
 *   <li>{@code -Dweft.differential.seed=N}: where to start instead of anywhere
 *   <li>{@code -Dweft.differential.cases=N}: how many instead of 2,000
 *   <li>{@code -Dweft.differential.case=FILE}: a case as a failure prints it, to run as well
 * </ul>
 */
@NeedsReference
@Timeout(value = 3, unit = TimeUnit.HOURS)
final class DifferentialTest {
  private static final int CASES = Integer.getInteger("weft.differential.cases", 2000);
  private static final int PRECOMPILES = 18;
  private static final Path KNOWN = Path.of("src/test/resources/cases");
  private static final int AHEAD = 32;
  private static final int MAX_FAILURES = 5;

  private record Asked(long seed, Case input) {}

  private final WeftSide weft = new WeftSide();
  private final List<String> failures = new ArrayList<>();

  @Test
  void randomCasesEndAlike() {
    long seed = Long.getLong("weft.differential.seed", System.nanoTime());
    System.out.printf("differential: %d cases from seed %d%n", CASES, seed);
    CaseGenerator generator = new CaseGenerator(new PrecompileInputs());
    try (ReferenceSide reference = new ReferenceSide()) {
      Deque<Asked> waiting = new ArrayDeque<>();
      for (long i = 0; isToGoOn(i) && failures.size() < MAX_FAILURES; i++) {
        Asked next = new Asked(seed + i, generator.generate(seed + i));
        reference.ask(next.input);
        waiting.add(next);
        if (waiting.size() > AHEAD) {
          compare(waiting.remove(), reference);
        }
        if (i % 10_000 == 9_999) {
          System.out.printf("differential: %d cases, %d differ%n", i + 1, failures.size());
        }
      }
      while (!waiting.isEmpty()) {
        compare(waiting.remove(), reference);
      }
    }
    Coverage coverage = weft.coverage();
    System.out.println("differential: " + coverage);
    assertThat(failures).isEmpty();
    if (CASES >= 2000) {
      assertThat(coverage.missing()).as("instructions that no case completed").isEmpty();
      assertThat(coverage.precompilesReached()).as("precompiled contracts").isEqualTo(PRECOMPILES);
      assertThat(coverage.succeeded()).as("successful transactions").isGreaterThan(CASES);
    }
  }

  /**
   * Some contracts are called so rarely that chance may leave one out; then there are more cases.
   */
  private boolean isToGoOn(long done) {
    return done < CASES
        || (CASES >= 2000
            && done < 4L * CASES
            && weft.coverage().precompilesReached() < PRECOMPILES);
  }

  /** Cases that once differed, and the one a property names. */
  @TestFactory
  Stream<DynamicTest> knownCasesEndAlike() throws IOException {
    List<Path> files = new ArrayList<>();
    String named = System.getProperty("weft.differential.case");
    if (named != null) {
      files.add(Path.of(named));
    }
    if (Files.isDirectory(KNOWN)) {
      try (Stream<Path> known = Files.list(KNOWN)) {
        known.sorted().forEach(files::add);
      }
    }
    return files.stream()
        .map(file -> dynamicTest(file.getFileName().toString(), () -> replay(file)));
  }

  private void replay(Path file) throws IOException {
    Case input = Case.parse(Files.readString(file));
    try (ReferenceSide reference = new ReferenceSide()) {
      assertThat(difference(input, reference)).as(() -> states(input, reference)).isNull();
    }
  }

  private void compare(Asked asked, ReferenceSide reference) {
    String difference;
    try {
      difference = weft.run(asked.input).differenceTo(reference.answer());
    } catch (ReferenceFailure e) {
      difference = e.getMessage();
    }
    if (difference != null) {
      System.out.println("seed " + asked.seed + ": " + difference);
      failures.add("seed " + asked.seed + ": " + difference + explain(asked.input));
      System.out.println(failures.getLast());
    }
  }

  /** The case made small, what differs then, and what the state is on both sides. */
  private String explain(Case input) {
    try (ReferenceSide reference = new ReferenceSide()) {
      Case smallest = Shrinker.shrink(input, smaller -> difference(smaller, reference) != null);
      return "\n  shrunk: "
          + difference(smallest, reference)
          + "\n  case: "
          + smallest.toJson()
          + states(smallest, reference);
    }
  }

  private @Nullable String difference(Case input, ReferenceSide reference) {
    try {
      return weft.run(input).differenceTo(reference.run(input));
    } catch (ReferenceFailure e) {
      return e.getMessage();
    }
  }

  /** The accounts that differ. */
  private String states(Case input, ReferenceSide reference) {
    TestState ours = weft.stateAfter(input);
    SortedMap<Address, SortedMap<U256, U256>> wanted = ours.slots();
    input
        .pre()
        .forEach(
            (address, account) ->
                account
                    .storage()
                    .forEach(
                        (slot, value) ->
                            wanted
                                .computeIfAbsent(address, a -> new TreeMap<>())
                                .putIfAbsent(slot, U256.ZERO)));
    JsonNode theirs;
    try {
      theirs = reference.stateAfter(input, wanted);
    } catch (ReferenceFailure e) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    wanted.forEach(
        (address, slots) -> {
          String here = describe(ours, address, slots);
          String there = theirs.path(address.toString()).toString();
          if (!here.equals(there)) {
            text.append("\n  ").append(address);
            text.append("\n    Weft      ").append(here);
            text.append("\n    reference ").append(there);
          }
        });
    return text.toString();
  }

  private static String describe(TestState state, Address address, SortedMap<U256, U256> slots) {
    Account account = state.account(address);
    if (account == null) {
      return "";
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("nonce", Long.toUnsignedString(account.nonce()));
    json.put("balance", account.balance().toString());
    json.put("code", account.hasCode() ? state.code(account.codeHash()).toString() : "0x");
    ObjectNode storage = json.putObject("storage");
    slots.forEach(
        (slot, value) -> {
          if (!value.isZero()) {
            storage.put(
                Case.word(slot), "0x" + Bytes.wrap(value.toMinimalBytes()).toString().substring(2));
          }
        });
    return json.toString();
  }
}
