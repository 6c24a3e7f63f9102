// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "./IERC20.sol";

/// @notice Token transfers that fail loudly: a token may revert, or return false, or be no contract
///         at all; some old ones return nothing and succeed.
library TokenCalls {
    error TransferFailed(address token, address from, address to, uint256 value);

    function push(address token, address to, uint256 value) internal {
        (bool ok, bytes memory answer) = token.call(abi.encodeCall(IERC20.transfer, (to, value)));
        if (!_accepted(token, ok, answer)) revert TransferFailed(token, address(this), to, value);
    }

    function pull(address token, address from, address to, uint256 value) internal {
        (bool ok, bytes memory answer) =
            token.call(abi.encodeCall(IERC20.transferFrom, (from, to, value)));
        if (!_accepted(token, ok, answer)) revert TransferFailed(token, from, to, value);
    }

    function _accepted(address token, bool ok, bytes memory answer) private view returns (bool) {
        if (!ok) return false;
        return answer.length == 0 ? token.code.length > 0 : abi.decode(answer, (bool));
    }
}
