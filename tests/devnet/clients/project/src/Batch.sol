// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// What an account may delegate to: runs several calls as that account.
contract Batch {
    struct Call {
        address to;
        uint256 value;
        bytes input;
    }

    event Ran(address indexed account, uint256 calls);

    function run(Call[] calldata calls) external payable {
        for (uint256 i = 0; i < calls.length; i++) {
            (bool success,) = calls[i].to.call{value: calls[i].value}(calls[i].input);
            require(success, "a call failed");
        }
        emit Ran(address(this), calls.length);
    }
}
