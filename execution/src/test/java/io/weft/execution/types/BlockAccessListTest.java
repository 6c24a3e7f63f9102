package io.weft.execution.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import io.weft.execution.types.BlockAccessList.Change;
import io.weft.execution.types.BlockAccessList.SlotChanges;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockAccessListTest {
  private static final AccountChanges LOOKED_AT = account(1, List.of(), List.of());

  private static AccountChanges account(long address, List<SlotChanges> changed, List<U256> read) {
    return new AccountChanges(Address.of(address), changed, read, List.of(), List.of(), List.of());
  }

  private static SlotChanges slot(long slot, int... indices) {
    List<Change<U256>> changes =
        Arrays.stream(indices)
            .mapToObj(index -> new Change<>(index, U256.of(100 + index)))
            .toList();
    return new SlotChanges(U256.of(slot), changes);
  }

  private static AccountChanges balances(int... indices) {
    List<Change<U256>> changes = slot(0, indices).changes();
    return new AccountChanges(Address.of(1), List.of(), List.of(), changes, List.of(), List.of());
  }

  private static void assertRefused(AccountChanges... accounts) {
    Bytes encoded = new BlockAccessList(List.of(accounts)).encoded();
    assertThatThrownBy(() -> BlockAccessList.decode(encoded)).isInstanceOf(RlpException.class);
  }

  @Test
  void emptyListHasTheHashOfAnEmptyRlpList() {
    assertThat(BlockAccessList.EMPTY.encoded()).isEqualTo(Bytes.fromHex("c0"));
    assertThat(BlockAccessList.EMPTY.hash()).isEqualTo(BlockHeader.EMPTY_OMMERS_HASH);
  }

  @Test
  void numbersHaveNoLeadingZeros() {
    AccountChanges account =
        new AccountChanges(
            Address.of(0xA),
            List.of(new SlotChanges(U256.ZERO, List.of(new Change<>(0, U256.of(0x1234))))),
            List.of(U256.ONE),
            List.of(new Change<>(1, U256.ZERO)),
            List.of(new Change<>(2, 5L)),
            List.of(new Change<>(3, Bytes.of(0))));
    assertThat(new BlockAccessList(List.of(account)).encoded())
        .isEqualTo(
            Bytes.fromHex(
                "ed"
                    + "ec"
                    + "94000000000000000000000000000000000000000a"
                    + "c8c780c5c480821234"
                    + "c101"
                    + "c3c20180"
                    + "c3c20205"
                    + "c3c20300"));
  }

  @Test
  void whatIsEncodedIsDecoded() {
    BlockAccessList list =
        new BlockAccessList(
            List.of(
                LOOKED_AT,
                account(2, List.of(slot(1, 0, 1, 65_535), slot(3, 2)), List.of(U256.of(2))),
                new AccountChanges(
                    Address.of(3),
                    List.of(),
                    List.of(),
                    List.of(new Change<>(1, U256.MAX)),
                    List.of(new Change<>(1, -1L)),
                    List.of(new Change<>(1, Bytes.EMPTY), new Change<>(2, Bytes.of(1, 2))))));
    BlockAccessList decoded = BlockAccessList.decode(list.encoded());
    assertThat(decoded).isEqualTo(list);
    assertThat(decoded.accounts()).isEqualTo(list.accounts());
    BlockAccessList written = new BlockAccessList(list.encoded());
    assertThat(written).isEqualTo(list).hasSameHashCodeAs(list);
    assertThat(written.accounts()).isEqualTo(list.accounts());
  }

  @Test
  void listsThatDifferAnywhereAreNotEqual() {
    BlockAccessList list = new BlockAccessList(List.of(balances(1, 2)));
    assertThat(list).isEqualTo(new BlockAccessList(List.of(balances(1, 2))));
    assertThat(list).isNotEqualTo(new BlockAccessList(List.of(balances(1, 3))));
    assertThat(list).isNotEqualTo(new BlockAccessList(List.of(balances(1))));
    assertThat(list).isNotEqualTo(BlockAccessList.EMPTY);
    assertThat(new BlockAccessList(List.of(account(1, List.of(), List.of(U256.ONE)))))
        .isNotEqualTo(new BlockAccessList(List.of(account(1, List.of(slot(1)), List.of()))));
  }

  @Test
  void accountsMustAscend() {
    assertRefused(LOOKED_AT, LOOKED_AT);
    assertRefused(account(2, List.of(), List.of()), LOOKED_AT);
  }

  @Test
  void slotsMustAscendAndBeOfOneKind() {
    assertRefused(account(1, List.of(slot(2, 1), slot(1, 1)), List.of()));
    assertRefused(account(1, List.of(slot(1, 1), slot(1, 2)), List.of()));
    assertRefused(account(1, List.of(), List.of(U256.of(2), U256.of(1))));
    assertRefused(account(1, List.of(), List.of(U256.of(2), U256.of(2))));
    assertRefused(account(1, List.of(slot(2, 1), slot(4, 1)), List.of(U256.ONE, U256.of(4))));
  }

  @Test
  void changesMustAscendByIndex() {
    assertRefused(balances(2, 1));
    assertRefused(balances(1, 1));
    assertRefused(account(1, List.of(slot(1, 1, 1)), List.of()));
    assertRefused(account(1, List.of(slot(1)), List.of()));
    assertRefused(balances(BlockAccessList.MAX_INDEX + 1));
  }

  @Test
  void nothingMayFollow() {
    Bytes encoded = new BlockAccessList(List.of(LOOKED_AT)).encoded();
    assertThatThrownBy(() -> BlockAccessList.decode(encoded.concat(Bytes.of(0))))
        .isInstanceOf(RlpException.class);
  }
}
