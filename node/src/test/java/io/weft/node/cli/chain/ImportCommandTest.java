package io.weft.node.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.types.BlockAccessList;
import io.weft.node.archive.AccessListFile;
import io.weft.node.cli.Weft;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCommandTest {
  private static final int BLOCKS = 4;

  @TempDir static Path folder;
  @TempDir Path directory;

  private static Path genesis() {
    return folder.resolve("genesis.json");
  }

  private static Path chain() {
    return folder.resolve("chain.rlp");
  }

  private static Path lists() {
    return folder.resolve("access-lists.rlp");
  }

  @BeforeAll
  static void makeChain() {
    Weft.run(
            "evm",
            "workload",
            "hybrid",
            "--fork=amsterdam",
            "--transactions=30",
            "--accounts=40",
            "--blocks=" + BLOCKS,
            "--out=" + folder)
        .succeeded();
  }

  private Weft.Outcome importWith(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("import", "--json", "--genesis=" + genesis(), "--data-dir=" + directory));
    args.addAll(List.of(more));
    args.add(chain().toString());
    return Weft.run(args.toArray(new String[0]));
  }

  private Weft.Outcome importWithLists(Path file) {
    return importWith("--access-lists=" + file);
  }

  /** The lists of the chain, with that of one block replaced; none where it is empty. */
  private Path listsBut(long number, Bytes replacement) throws IOException {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    RlpReader entries = new RlpReader(Files.readAllBytes(lists()));
    for (long i = 1; entries.hasNext(); i++) {
      Bytes entry = entries.raw();
      changed.writeBytes((i == number ? replacement : entry).toArray());
    }
    return Files.write(directory.resolveSibling("lists-" + number), changed.toByteArray());
  }

  private static void assertStopped(Weft.Outcome outcome, long head, String detail) {
    assertThat(outcome.exitCode()).isEqualTo(1);
    JsonNode json = outcome.json();
    assertThat(json.get("outcome").asText()).isEqualTo("failed");
    assertThat(json.get("detail").asText()).contains(detail);
    assertThat(json.get("head").get("number").asLong()).isEqualTo(head);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "list", "sequential"})
  void blocksThatComeWithTheirListsAreAddedAndExportedAsTheyCame(String executor)
      throws IOException {
    JsonNode json =
        importWith("--executor=" + executor, "--workers=4", "--access-lists=" + lists())
            .succeeded()
            .json();
    assertThat(json.get("blocks").asInt()).isEqualTo(BLOCKS);
    Path chain = directory.resolveSibling("chain-" + executor);
    Path lists = directory.resolveSibling("lists-" + executor);
    Weft.run("export", "--data-dir=" + directory, "--out=" + chain, "--access-lists=" + lists)
        .succeeded();
    assertThat(chain).hasSameBinaryContentAs(chain());
    assertThat(lists).hasSameBinaryContentAs(lists());
  }

  @Test
  void listsAreFoundByExecutionWhereNoneCome() {
    assertThat(importWith("--no-overlap").succeeded().json().get("blocks").asInt())
        .isEqualTo(BLOCKS);
    Path lists = directory.resolveSibling("found");
    Path chain = directory.resolveSibling("chain");
    Weft.run("export", "--data-dir=" + directory, "--out=" + chain, "--access-lists=" + lists)
        .succeeded();
    assertThat(lists).hasSameBinaryContentAs(lists());
  }

  @Test
  void blockWithoutItsListIsRefusedWhereListsCome() throws IOException {
    assertStopped(
        importWithLists(listsBut(3, Bytes.EMPTY)), 2, "block 3: expected the access list 0x");
  }

  @Test
  void listOfAnotherBlockIsRefused() throws IOException {
    Bytes other = AccessListFile.entry(2, BlockAccessList.EMPTY.encoded());
    assertStopped(
        importWithLists(listsBut(2, other)),
        1,
        "block 2: BlockException.INVALID_BLOCK_ACCESS_LIST, hash of the access list with the block");
  }

  @Test
  void bytesThatAreNoListAreNamed() throws IOException {
    assertStopped(
        importWithLists(listsBut(2, Bytes.fromHex("c302c1c0"))),
        1,
        "block 2: expected an access list with the block, got ");
  }

  @Test
  void fileThatHoldsNoListsIsNamedWithThePlaceInIt() throws IOException {
    assertStopped(
        importWithLists(listsBut(2, Bytes.fromHex("c101"))),
        1,
        ": expected a number and an access list, got ");
    assertStopped(
        importWithLists(genesis()),
        1,
        "genesis.json at byte 0: expected the RLP of a block's access list, got byte 0x7b");
    assertThat(importWithLists(folder.resolve("nothing")).failure()).contains("nothing");
  }
}
