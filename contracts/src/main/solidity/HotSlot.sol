// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title A workload in which every transaction conflicts with every other
/// @notice Each call reads and writes the same slot, and what it writes depends on what it read.
contract HotSlot {
    uint256 public value;

    /// @notice Mixes the caller and `rounds` hashes into the one slot.
    function touch(uint256 rounds) external {
        uint256 mixed = value;
        for (uint256 i = 0; i < rounds; ++i) {
            mixed = uint256(keccak256(abi.encode(mixed, i)));
        }
        unchecked {
            value = mixed + uint160(msg.sender) + 1;
        }
    }
}
