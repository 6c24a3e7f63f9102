// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// A number in slot 0, and every way a call can fail.
contract Counter {
    uint256 public number;
    address public owner = msg.sender;

    event Changed(address indexed by, uint256 number);

    error NotOwner(address caller);

    function increment() external {
        number++;
        emit Changed(msg.sender, number);
    }

    function setNumber(uint256 to) external {
        if (msg.sender != owner) revert NotOwner(msg.sender);
        number = to;
        emit Changed(msg.sender, to);
    }

    function refuse() external pure {
        revert("refused on purpose");
    }

    function divide(uint256 by) external view returns (uint256) {
        return number / by;
    }

    function now_() external view returns (uint256) {
        return block.timestamp;
    }
}
