// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title A number that anybody may change
contract Counter {
    event NumberChanged(address indexed by, uint256 number);

    uint256 public number;

    /// @notice Adds one.
    function increment() external {
        emit NumberChanged(msg.sender, ++number);
    }

    /// @notice Replaces the number.
    function setNumber(uint256 newNumber) external {
        number = newNumber;
        emit NumberChanged(msg.sender, newNumber);
    }
}
