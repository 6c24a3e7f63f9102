package io.weft.contracts.handle;

import io.weft.contracts.abi.ContractAbi;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;

/** The ERC-721 collection. */
public record Collectible(Address address) {
  private static final Definition DEFINITION = Definition.of("Collectible");

  /** Its functions, events and errors. */
  public static final ContractAbi ABI = DEFINITION.abi();

  public record Transfer(Address from, Address to, U256 tokenId) {}

  public record Approval(Address owner, Address approved, U256 tokenId) {}

  public record ApprovalForAll(Address owner, Address operator, boolean approved) {}

  public static final Event<Transfer> TRANSFER =
      DEFINITION.event(
          "Transfer",
          values -> new Transfer(values.address(0), values.address(1), values.number(2)));

  public static final Event<Approval> APPROVAL =
      DEFINITION.event(
          "Approval",
          values -> new Approval(values.address(0), values.address(1), values.number(2)));

  public static final Event<ApprovalForAll> APPROVAL_FOR_ALL =
      DEFINITION.event(
          "ApprovalForAll",
          values -> new ApprovalForAll(values.address(0), values.address(1), values.flag(2)));

  private static final Method<String> NAME = DEFINITION.method("name", values -> values.text(0));
  private static final Method<String> SYMBOL =
      DEFINITION.method("symbol", values -> values.text(0));
  private static final Method<String> BASE_URI =
      DEFINITION.method("baseURI", values -> values.text(0));
  private static final Method<String> TOKEN_URI =
      DEFINITION.method("tokenURI", values -> values.text(0));
  private static final Method<U256> TOTAL_SUPPLY =
      DEFINITION.method("totalSupply", values -> values.number(0));
  private static final Method<U256> BALANCE_OF =
      DEFINITION.method("balanceOf", values -> values.number(0));
  private static final Method<Address> OWNER_OF =
      DEFINITION.method("ownerOf", values -> values.address(0));
  private static final Method<Address> GET_APPROVED =
      DEFINITION.method("getApproved", values -> values.address(0));
  private static final Method<Boolean> IS_APPROVED_FOR_ALL =
      DEFINITION.method("isApprovedForAll", values -> values.flag(0));
  private static final Method<Boolean> SUPPORTS_INTERFACE =
      DEFINITION.method("supportsInterface", values -> values.flag(0));
  private static final Method<U256> MINT = DEFINITION.method("mint", values -> values.number(0));
  private static final Method<U256> MINT_BATCH =
      DEFINITION.method("mintBatch", values -> values.number(0));
  private static final Method<?> APPROVE = DEFINITION.command("approve");
  private static final Method<?> SET_APPROVAL_FOR_ALL = DEFINITION.command("setApprovalForAll");
  private static final Method<?> TRANSFER_FROM = DEFINITION.command("transferFrom");
  private static final Method<?> SAFE_TRANSFER_FROM =
      DEFINITION.command("safeTransferFrom(address,address,uint256)");
  private static final Method<?> SAFE_TRANSFER_FROM_WITH_DATA =
      DEFINITION.command("safeTransferFrom(address,address,uint256,bytes)");

  /** What a deployment sends. */
  public static Bytes creation(String name, String symbol, String baseURI) {
    return DEFINITION.creation(name, symbol, baseURI);
  }

  public Call<String> name() {
    return NAME.of(address);
  }

  public Call<String> symbol() {
    return SYMBOL.of(address);
  }

  public Call<String> baseURI() {
    return BASE_URI.of(address);
  }

  public Call<String> tokenURI(U256 tokenId) {
    return TOKEN_URI.of(address, tokenId);
  }

  public Call<U256> totalSupply() {
    return TOTAL_SUPPLY.of(address);
  }

  public Call<U256> balanceOf(Address owner) {
    return BALANCE_OF.of(address, owner);
  }

  public Call<Address> ownerOf(U256 tokenId) {
    return OWNER_OF.of(address, tokenId);
  }

  public Call<Address> getApproved(U256 tokenId) {
    return GET_APPROVED.of(address, tokenId);
  }

  public Call<Boolean> isApprovedForAll(Address owner, Address operator) {
    return IS_APPROVED_FOR_ALL.of(address, owner, operator);
  }

  public Call<Boolean> supportsInterface(Bytes interfaceId) {
    return SUPPORTS_INTERFACE.of(address, interfaceId);
  }

  public Call<U256> mint(Address to) {
    return MINT.of(address, to);
  }

  public Call<U256> mintBatch(Address to, U256 count) {
    return MINT_BATCH.of(address, to, count);
  }

  public Call<?> approve(Address to, U256 tokenId) {
    return APPROVE.of(address, to, tokenId);
  }

  public Call<?> setApprovalForAll(Address operator, boolean approved) {
    return SET_APPROVAL_FOR_ALL.of(address, operator, approved);
  }

  public Call<?> transferFrom(Address from, Address to, U256 tokenId) {
    return TRANSFER_FROM.of(address, from, to, tokenId);
  }

  public Call<?> safeTransferFrom(Address from, Address to, U256 tokenId) {
    return SAFE_TRANSFER_FROM.of(address, from, to, tokenId);
  }

  public Call<?> safeTransferFrom(Address from, Address to, U256 tokenId, Bytes data) {
    return SAFE_TRANSFER_FROM_WITH_DATA.of(address, from, to, tokenId, data);
  }
}
