package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Breaks the engine on purpose, one way at a time, and demands that generated blocks notice. A
 * mutant is the engine with one piece of its source replaced, compiled in front of the real classes
 * and run in a process of its own; it is caught when a block ends differently, or not at all.
 *
 * <p>All of them are rules that results depend on. What workers show each other in advance is not
 * among them: to break that costs time and changes nothing, which is the point of the design, and
 * demanded of some that break it.
 */
final class MutationCheckTest {
  private static final long SEED = Long.getLong("weft.seed", 20_261_122L);
  private static final int BLOCKS = 3_000;
  private static final long PATIENCE_SECONDS = 4; // with one block of a mutant
  private static final long DEADLINE_SECONDS = 240; // not before the probe itself has given up
  private static final Path LIST = Path.of("../tests/concurrency/README.md");
  private static final Path SOURCES = Path.of("src/main/java/io/weft/execution");

  @TempDir private Path folder;

  /**
   * A way to break the engine.
   *
   * @param file below {@code io.weft.execution}
   * @param original what is there, once
   * @param replacement what is there instead
   */
  private record Mutant(String name, String file, String original, String replacement) {
    /** How the list names it. */
    String row() {
      return "| " + name + " | `" + file + "` |";
    }
  }

  private static final String OPTIMISTIC = "parallel/OptimisticTransactions.java";
  private static final String LANE = "parallel/Lane.java";
  private static final String SCHEDULE = "parallel/Schedule.java";
  private static final String VIEW = "parallel/VersionedStateView.java";
  private static final String VERSIONS = "parallel/MultiVersionState.java";
  private static final String LISTS = "parallel/ListDrivenTransactions.java";
  private static final String LISTED = "parallel/ListedState.java";
  private static final String OUTCOME = "parallel/ListedOutcome.java";
  private static final String RESULTS = "parallel/ListedResults.java";
  private static final String CHECKER = "parallel/ListChecker.java";
  private static final String CLAIMS = "parallel/Claims.java";
  private static final String CHAINS = "parallel/Chains.java";
  private static final String WORK = "parallel/SharedWork.java";
  private static final String CONCLUSION = "parallel/Conclusion.java";
  private static final String EXECUTOR = "parallel/ParallelBlockExecutor.java";
  private static final String SIGHTINGS = "state/Sightings.java";
  private static final String FOOTPRINT = "state/Footprint.java";
  private static final String STATE = "state/JournaledState.java";

  private static final List<Mutant> MUTANTS =
      List.of(
          new Mutant(
              "a stale speculation is adopted", OPTIMISTIC, "        && stale == null\n", ""),
          new Mutant(
              "the block's gas limit is not looked at",
              OPTIMISTIC,
              "\n        && block.hasRoomFor(speculation.gasLimit, speculation.blobGas)",
              ""),
          new Mutant(
              "a transaction that is not wanted is adopted",
              OPTIMISTIC,
              "if (candidates().isWanted(transaction)) {",
              "if (isDone || candidates().isWanted(transaction)) {"),
          new Mutant(
              "what a speculation was used for before is left behind",
              OPTIMISTIC,
              "    speculation.executed = null;\n    state.reset(",
              "    state.reset("),
          new Mutant(
              "a speculation is used again before the frontier has passed it",
              LANE,
              "if (passed.transaction < frontier) {",
              "if (passed.transaction <= frontier) {"),
          new Mutant(
              "a rejected transaction does not end the block",
              OPTIMISTIC,
              "goesOn = isDone ? settle(lane, transaction) : run(lane, transaction, !isLost);",
              "if (isDone) { settle(lane, transaction); } else {"
                  + " run(lane, transaction, !isLost); }"),
          new Mutant(
              "the frontier is never left",
              SCHEDULE,
              "frontierHolder.set(0);\n  }\n\n  /** The holder has",
              "}\n\n  /** The holder has"),
          new Mutant(
              "nobody hears that a worker is done",
              SCHEDULE,
              "STATES.setVolatile(states, STRIDE * transaction, DONE);",
              ""),
          new Mutant(
              "the end of the block is not noticed",
              SCHEDULE,
              "if (passed == count) {",
              "if (passed == count + 1) {"),
          new Mutant(
              "what is done again is never begun",
              OPTIMISTIC,
              "      schedule.restart(transaction);\n",
              ""),
          new Mutant(
              "a stale speculation is done again in its own place",
              OPTIMISTIC,
              "isStale(stale, i) && schedule.reopen(i)) {\n          repeat(lane, i);",
              "isStale(stale, i)) {\n          execute(lane, stale, i);"),
          new Mutant(
              "a foreseen nonce passes for the one before the block",
              VIEW,
              "if (nonce != senderNonce) {\n        isAsBeforeBlock = false;",
              "if (nonce != senderNonce) {"),
          new Mutant(
              "what an earlier transaction left passes for what was before the block",
              VIEW,
              "      if (node != 0) {\n        isAsBeforeBlock = false;",
              "      if (node != 0) {"),
          new Mutant(
              "nonces are not compared",
              FOOTPRINT,
              "(flags & AccountTable.SAW_NONCE) != 0 && now.nonce[t] != words[seen++]",
              "(flags & AccountTable.SAW_NONCE) != 0 && seen++ < 0"),
          new Mutant(
              "code is not compared",
              FOOTPRINT,
              "(flags & AccountTable.SAW_CODE) != 0 && !now.codeHash",
              "(flags & AccountTable.SAW_CODE) < 0 && !now.codeHash"),
          new Mutant(
              "a balance that was used may be any",
              FOOTPRINT,
              "return Limbs.equal(now, at, words, seen);",
              "return true;"),
          new Mutant(
              "a balance may be too low for what was paid",
              FOOTPRINT,
              "return !hasLeast || Limbs.compare(now, at, words, seen) >= 0;",
              "return true;"),
          new Mutant(
              "a payment that failed is not noted",
              SIGHTINGS,
              "if (!canPay) {\n      accounts.flags[account] |= AccountTable.SAW_BALANCE;",
              "if (!canPay) {"),
          new Mutant(
              "emptiness is not compared",
              FOOTPRINT,
              "(flags & AccountTable.SAW_EMPTINESS) != 0\n        && truth",
              "(flags & AccountTable.SAW_EMPTINESS) < 0\n        && truth"),
          new Mutant(
              "slots are not compared",
              FOOTPRINT,
              "if (place >= 0 && !Limbs.equal(words, at + 5, truth.slots.value, 4 * place)) {",
              "if (false) {"),
          new Mutant("what was merely read ahead is not listed", FOOTPRINT, "noted.slot(t);", ""),
          new Mutant(
              "a slot of an account destroyed since passes for unchanged",
              FOOTPRINT,
              "if ((header & IS_AS_BEFORE_BLOCK) != 0 && !isCleared) {",
              "if ((header & IS_AS_BEFORE_BLOCK) != 0) {"),
          new Mutant(
              "a balance is set and not changed by the difference",
              FOOTPRINT,
              "      Limbs.add(target.balance, 4 * t, words, end);\n",
              """
              Limbs.put(loaded(object).balance(), target.balance, 4 * t);
              Limbs.add(target.balance, 4 * t, words, end);
              """),
          new Mutant(
              "a destroyed account is not destroyed",
              FOOTPRINT,
              "        state.remove(counterpart((int) places[i], object, state));\n",
              "        counterpart((int) places[i], object, state);\n"),
          new Mutant(
              "deployed code is lost",
              FOOTPRINT,
              "      target.codeHash[t] = hash(code - 1);\n",
              ""),
          new Mutant(
              "a look at a balance is not noted",
              STATE,
              "    load(account, AccountTable.SAW_BALANCE);\n    System.arraycopy(",
              "    load(account);\n    System.arraycopy("),
          new Mutant(
              "an account is compared with what it was by nobody",
              CONCLUSION,
              "Math.min(from + ACCOUNTS_AT_A_TIME, accounts)",
              "Math.min(from + ACCOUNTS_AT_A_TIME, accounts - 1)"),
          new Mutant(
              "what a worker found comparing accounts is lost",
              CONCLUSION,
              "for (Lane lane : lanes) {\n      shares.add(",
              "for (Lane lane : lanes.subList(1, lanes.size())) {\n      shares.add("),
          new Mutant("what differs from the list is accepted", CHECKER, "isRight &= isListed;", ""),
          new Mutant(
              "an access that is not listed is accepted",
              CHECKER,
              "      isRight = false;\n    } else {\n      slot.access();",
              "    } else {\n      slot.access();"),
          new Mutant(
              "an account may go with its storage, of which lists say nothing",
              CHECKER,
              "if (entry == null || hadNonceOrCode) {",
              "if (entry == null) {"),
          new Mutant(
              "an empty account that went is still there", CHECKER, "      entry.remove();\n", ""),
          new Mutant(
              "a change that is listed need not happen",
              OUTCOME,
              "changesOfOthers == changesLeft",
              "changesOfOthers <= changesLeft"),
          new Mutant(
              "a slot that is listed need not be accessed",
              OUTCOME,
              "      if (!entry.slots[s].isAccessed()) {",
              "      if (entry.slots[s].changes == null) {"),
          new Mutant(
              "an account that is listed need not be accessed",
              OUTCOME,
              "    if (!entry.isAccessed()) {\n      unaccessed.add(entry);",
              "    if (entry.changes == null) {\n      unaccessed.add(entry);"),
          new Mutant(
              "what comes before the first transaction need not be listed",
              OUTCOME,
              "if (!isListed(other)) {\n          return false;",
              "if (!isListed(other)) {\n          continue;"),
          new Mutant(
              "a wrong list is accepted with the block",
              EXECUTOR,
              "return executed[0].isListRight()",
              "return executed[0] != null"),
          new Mutant(
              "the list is read one transaction too far",
              LISTED,
              "if (changes.get(middle).index() < step) {",
              "if (changes.get(middle).index() <= step) {"),
          new Mutant(
              "the list is read one transaction too short",
              LISTED,
              "if (changes.get(middle).index() < step) {",
              "if (changes.get(middle).index() < step - 1) {"),
          new Mutant(
              "nonces of the list are not read",
              LISTED,
              "nonce == null ? known.nonce() : nonce.value(),",
              "known.nonce(),"),
          new Mutant(
              "what a worker executed before is left behind",
              LISTS,
              "    lane.state.reset(lane.view,",
              "    if (transaction.nonce() == 0) lane.state.reset(lane.view,"),
          new Mutant(
              "a transaction that is rejected by the list is included",
              LISTS,
              "    if (!isAsListed) {\n      isWrong = true;\n",
              "    if (!isAsListed) {\n"),
          new Mutant(
              "two workers claim the same transaction",
              CLAIMS,
              "at = claims.next.getAndAdd(claims.atATime);",
              "at = claims.next.get(); Thread.yield(); claims.next.set(at + claims.atATime);"),
          new Mutant(
              "a transaction with a head start is begun again in its order",
              CLAIMS,
              "if (claims.headStarts.skip(at) == at) {",
              "if (at >= 0) {"),
          new Mutant(
              "nobody hears what a worker has finished by a list",
              CLAIMS,
              "      claims.finished.getAndAdd(taken);\n",
              ""),
          new Mutant(
              "receipts count the gas of no one before them",
              RESULTS,
              "      cumulativeGasUsed += gasUsed[i];\n      Executed",
              "      cumulativeGasUsed = gasUsed[i];\n      Executed"),
          new Mutant(
              "nobody waits for transactions under way",
              LISTS,
              "return awaitAll(lane, executing);",
              "return !isWrong;"),
          new Mutant(
              "nobody waits for accounts of the list that are being entered",
              LISTS,
              "boolean isThere = awaitAll(lane, entering) && block",
              "boolean isThere = block"),
          new Mutant(
              "who is in a chain is never begun",
              CHAINS,
              "if (next.compareAndSet(at, at + 1) && !isPassed) {",
              "if (next.compareAndSet(at, at + 1) && isPassed) {"),
          new Mutant(
              "a slot is taken for another that was compared",
              FOOTPRINT,
              "applySlot(at, object, header, state, (int) places[accounts + i]);",
              "applySlot(at, object, header, state, (int) places[accounts]);"),
          new Mutant(
              "what others have begun and not finished is left out",
              WORK,
              "while (result == null) {",
              "if (result == null) {\n          continue;\n        } else if (result == made) {"),
          new Mutant(
              "a part that ends early counts as made",
              WORK,
              "made.compareAndSet(part, null, by.make(part, () -> made.get(part) != null));",
              "made.set(part, by.make(part, () -> made.get(part) != null));"));

  /** Ways to break what workers only show each other: they cost time, and no result. */
  private static final List<Mutant> ADVICE =
      List.of(
          new Mutant(
              "nobody waits for the one before in a chain",
              CHAINS,
              "if (!isPassed && at > 0 && !progress.isWritten(chain[at - 1])) {",
              "if (false) {"),
          new Mutant(
              "what is written is shown wrong",
              VERSIONS,
              "nodes[at + 1], nodes[at]);\n  }\n\n  /** A hash",
              "nodes[at + 1], nodes[at] ^ 1);\n  }\n\n  /** A hash"),
          new Mutant(
              "what is withdrawn stays",
              VERSIONS,
              "      LONGS.setRelease(nodes, NODE_WORDS * node + FIELDS, 0L);\n",
              ""),
          new Mutant(
              "what happened before the first transaction is not shown",
              OPTIMISTIC,
              "      ParentChanges.publish(before, versions);\n",
              ""),
          new Mutant(
              "every speculation under way is given up",
              OPTIMISTIC,
              "return speculation.reads.isStale(versions, transaction + 1);",
              "return true;"),
          new Mutant(
              "what a repeated speculation showed before stays",
              OPTIMISTIC,
              "        withdraw(speculation.previous);\n        speculation.previous = null;",
              "        speculation.previous = null;"));

  @Test
  void thereAreAtLeastTwenty() {
    assertThat(MUTANTS).hasSizeGreaterThanOrEqualTo(20).doesNotHaveDuplicates();
  }

  @Test
  void theEngineItselfPasses() throws Exception {
    Outcome outcome = run(folder.resolve("nothing"), 60, 10 * PATIENCE_SECONDS);
    assertThat(outcome).isEqualTo(new Outcome(0, "no difference in 60 blocks"));
  }

  @Test
  void allAreInTheList() throws IOException {
    assertThat(Files.readString(LIST)).contains(MUTANTS.stream().map(Mutant::row).toList());
  }

  @TestFactory
  Stream<DynamicTest> everyMutantIsCaught() {
    return MUTANTS.stream().map(mutant -> dynamicTest(mutant.name, () -> isCaught(mutant)));
  }

  @TestFactory
  Stream<DynamicTest> advicePlaysNoPartInResults() {
    return ADVICE.stream().map(mutant -> dynamicTest(mutant.name, () -> isHarmless(mutant)));
  }

  private void isHarmless(Mutant mutant) throws Exception {
    Path classes = Files.createTempDirectory(folder, "advice");
    compile(mutant, classes);
    Outcome outcome = run(classes, 150, 10 * PATIENCE_SECONDS);
    assertThat(outcome).isEqualTo(new Outcome(0, "no difference in 150 blocks"));
  }

  /** What is lost is told with all that is known of it, and in time. */
  @Test
  void lostHandOverFailsTheBlockWithADump() throws Exception {
    isTold(LANE, "nobody hears that a worker is done", "parallel execution stalled: frontier at ");
    isTold(
        LANE,
        "nobody hears what a worker has finished by a list",
        "parallel execution stalled: 0 of ");
  }

  private void isTold(String patience, String broken, String dump) throws Exception {
    Path classes = Files.createTempDirectory(folder, "told");
    compile(new Mutant("soon", patience, "PATIENCE = 200_000", "PATIENCE = 2_000"), classes);
    for (Mutant mutant : MUTANTS) {
      if (mutant.name.equals(broken)) {
        compile(mutant, classes);
      }
    }
    Outcome outcome = run(classes, 10, 10 * PATIENCE_SECONDS);
    assertThat(outcome.output).contains(dump);
  }

  private void isCaught(Mutant mutant) throws Exception {
    Path classes = Files.createDirectory(folder.resolve("m" + MUTANTS.indexOf(mutant)));
    compile(mutant, classes);
    Outcome outcome = run(classes, BLOCKS, PATIENCE_SECONDS);
    System.out.println(mutant.name + ": " + outcome.output);
    assertThat(outcome.exitCode)
        .as("%s survived: %s", mutant.name, outcome.output)
        .isEqualTo(MutationProbe.DIFFERENCE_FOUND);
  }

  private static void compile(Mutant mutant, Path classes) throws IOException {
    String source = Files.readString(SOURCES.resolve(mutant.file));
    int at = source.indexOf(mutant.original);
    assertThat(at).as("the list is out of date: %s", mutant).isNotNegative();
    assertThat(source.indexOf(mutant.original, at + 1)).as("not unique: %s", mutant).isNegative();
    Path file =
        Files.createDirectories(classes.resolve("source"))
            .resolve(Path.of(mutant.file).getFileName().toString());
    Files.writeString(file, source.replace(mutant.original, mutant.replacement));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-nowarn",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                file.toString());
    assertThat(result).as("%s compiles", mutant.name).isZero();
  }

  private record Outcome(int exitCode, String output) {}

  /** Runs the probe with {@code classes} in front; one that does not end is a difference too. */
  private Outcome run(Path classes, int blocks, long patienceSeconds) throws Exception {
    Path output = Files.createTempFile(folder, "probe", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(
        classes + System.getProperty("path.separator") + System.getProperty("java.class.path"));
    command.add(MutationProbe.class.getName());
    command.add(Long.toString(SEED));
    command.add(Integer.toString(blocks));
    command.add(Long.toString(patienceSeconds));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return new Outcome(MutationProbe.DIFFERENCE_FOUND, "did not end");
    }
    String text = Files.readString(output, StandardCharsets.UTF_8).strip();
    return new Outcome(process.exitValue(), text.lines().reduce("", (a, b) -> b));
  }
}
