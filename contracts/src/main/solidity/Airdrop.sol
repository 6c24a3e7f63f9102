// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {TokenCalls} from "./TokenCalls.sol";

/// @title Hands out several tokens, or ether, to many receivers in one transaction
/// @notice The caller approves this contract for each token; it holds nothing between calls.
contract Airdrop {
    using TokenCalls for address;

    /// @notice One token and who gets how much of it.
    struct Drop {
        address token;
        address[] receivers;
        uint256[] amounts;
    }

    event Dropped(address indexed token, address indexed from, uint256 receivers, uint256 total);

    error LengthMismatch(uint256 receivers, uint256 amounts);
    error WrongValue(uint256 sent, uint256 needed);
    error PaymentFailed(address receiver, uint256 amount);

    /// @notice Pays each receiver of each drop from the caller's tokens.
    function drop(Drop[] calldata drops) external {
        for (uint256 i = 0; i < drops.length; ++i) {
            Drop calldata one = drops[i];
            _requireSameLength(one.receivers, one.amounts);
            uint256 total = 0;
            for (uint256 j = 0; j < one.receivers.length; ++j) {
                total += one.amounts[j];
                one.token.pull(msg.sender, one.receivers[j], one.amounts[j]);
            }
            emit Dropped(one.token, msg.sender, one.receivers.length, total);
        }
    }

    /// @notice Pays ether; the value sent must be the sum of the amounts.
    function dropEther(address[] calldata receivers, uint256[] calldata amounts) external payable {
        _requireSameLength(receivers, amounts);
        uint256 total = 0;
        for (uint256 i = 0; i < amounts.length; ++i) {
            total += amounts[i];
        }
        if (total != msg.value) revert WrongValue(msg.value, total);
        for (uint256 i = 0; i < receivers.length; ++i) {
            (bool ok,) = receivers[i].call{value: amounts[i]}("");
            if (!ok) revert PaymentFailed(receivers[i], amounts[i]);
        }
        emit Dropped(address(0), msg.sender, receivers.length, total);
    }

    function _requireSameLength(address[] calldata receivers, uint256[] calldata amounts) private pure {
        if (receivers.length != amounts.length) {
            revert LengthMismatch(receivers.length, amounts.length);
        }
    }
}
