// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Pair} from "./Pair.sol";

/// @title Makes one market for each two tokens
contract PairFactory {
    event PairCreated(address indexed token0, address indexed token1, address pair, uint256 count);

    error InvalidTokens(address tokenA, address tokenB);
    error PairExists(address pair);

    mapping(address tokenA => mapping(address tokenB => address)) public pairOf;
    address[] public allPairs;

    function pairCount() external view returns (uint256) {
        return allPairs.length;
    }

    /// @notice Deploys the market of two tokens; their order does not matter.
    /// @dev CREATE2 with the tokens as salt, so that the address is known beforehand.
    function createPair(address tokenA, address tokenB) external returns (address pair) {
        (address token0, address token1) = tokenA < tokenB ? (tokenA, tokenB) : (tokenB, tokenA);
        if (token0 == address(0) || token0 == token1) revert InvalidTokens(tokenA, tokenB);
        if (pairOf[token0][token1] != address(0)) revert PairExists(pairOf[token0][token1]);
        pair = address(new Pair{salt: keccak256(abi.encode(token0, token1))}(token0, token1));
        pairOf[token0][token1] = pair;
        pairOf[token1][token0] = pair;
        allPairs.push(pair);
        emit PairCreated(token0, token1, pair, allPairs.length);
    }
}
