// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice What the contracts of this folder ask of a token.
interface IERC20 {
    function balanceOf(address holder) external view returns (uint256);
    function transfer(address to, uint256 value) external returns (bool);
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}
