// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Counter} from "../src/Counter.sol";
import {Token} from "../src/Token.sol";

/// The cheat codes used below; forge answers them at this address.
interface Cheats {
    function prank(address sender) external;
    function expectRevert(bytes calldata reason) external;
    function createSelectFork(string calldata url) external returns (uint256);
    function envString(string calldata name) external returns (string memory);
}

contract TokenTest {
    Cheats constant CHEATS = Cheats(address(uint160(uint256(keccak256("hevm cheat code")))));

    function test_transferMovesTokens() external {
        Token token = new Token("Test", 100);
        token.transfer(address(7), 40);
        require(token.balanceOf(address(7)) == 40 && token.balanceOf(address(this)) == 60, "moved");
    }

    function test_transferOfTooMuchIsRefused() external {
        Token token = new Token("Test", 100);
        CHEATS.expectRevert(
            abi.encodeWithSelector(Token.InsufficientBalance.selector, address(9), 0, 1)
        );
        CHEATS.prank(address(9));
        token.transfer(address(7), 1);
    }

    function testFuzz_supplyIsConserved(uint128 supply, address to, uint128 value) external {
        Token token = new Token("Test", supply);
        if (value <= supply) token.transfer(to, value);
        uint256 sum = token.balanceOf(address(this));
        if (to != address(this)) sum += token.balanceOf(to);
        require(sum == supply, "conserved");
    }

    /// Runs on the state of the node itself, read through its RPC.
    function test_forkOfTheNodeHasItsPredeploysAndRuns() external {
        CHEATS.createSelectFork(CHEATS.envString("DEVNET_RPC"));
        require(block.chainid == 31337, "chain");
        require(0x4e59b44847b379578588920cA78FbF26c0B4956C.code.length > 0, "factory");
        Counter counter = new Counter();
        counter.increment();
        require(counter.number() == 1, "counted");
    }
}
