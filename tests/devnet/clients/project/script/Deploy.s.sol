// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Counter} from "../src/Counter.sol";
import {Token} from "../src/Token.sol";

interface Cheats {
    function startBroadcast() external;
    function stopBroadcast() external;
}

/// Seven transactions in one go: two creations and five calls that depend on them.
contract Deploy {
    Cheats constant CHEATS = Cheats(address(uint160(uint256(keccak256("hevm cheat code")))));
    bool public constant IS_SCRIPT = true;

    function run() external returns (Token token, Counter counter) {
        CHEATS.startBroadcast();
        token = new Token("Scripted", 1_000_000);
        counter = new Counter();
        token.transfer(address(0xA11CE), 1_000);
        token.transfer(address(0xB0B), 2_000);
        for (uint256 i = 0; i < 3; i++) counter.increment();
        CHEATS.stopBroadcast();
    }
}
