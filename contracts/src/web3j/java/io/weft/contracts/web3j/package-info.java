/**
 * Web3j wrappers of this project's contracts, generated from the artifacts; not edited by hand.
 * After a change of a contract:
 *
 * <pre>
 * ./weft contract wrap Token Collectible PairFactory Pair Router Counter Airdrop HotSlot NoConflict \
 *     --package io.weft.contracts.web3j --out contracts/src/web3j/java
 * </pre>
 */
package io.weft.contracts.web3j;
