// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title A workload in which transactions of different senders never conflict
/// @notice The same work as in HotSlot, on a slot of the caller's own.
contract NoConflict {
    mapping(address owner => uint256) public valueOf;

    /// @notice Mixes `rounds` hashes into the caller's slot.
    function touch(uint256 rounds) external {
        uint256 mixed = valueOf[msg.sender];
        for (uint256 i = 0; i < rounds; ++i) {
            mixed = uint256(keccak256(abi.encode(mixed, i)));
        }
        unchecked {
            valueOf[msg.sender] = mixed + uint160(msg.sender) + 1;
        }
    }
}
