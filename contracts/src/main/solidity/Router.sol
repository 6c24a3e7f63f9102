// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Pair} from "./Pair.sol";
import {PairFactory} from "./PairFactory.sol";
import {TokenCalls} from "./TokenCalls.sol";

/// @title The door to the markets of a factory
/// @notice Moves tokens and calls the pair in one transaction, within limits that the caller states.
///         Callers approve this contract for the tokens, and for pool shares, that they hand in.
contract Router {
    using TokenCalls for address;

    /// @notice What a provider of liquidity wishes: at most `wished` and at least `minimum` of each.
    struct Offer {
        address tokenA;
        address tokenB;
        uint256 wishedA;
        uint256 wishedB;
        uint256 minimumA;
        uint256 minimumB;
    }

    error Expired(uint256 deadline);
    error NoPair(address tokenA, address tokenB);
    error InvalidPath();
    error TooLittle(uint256 amount, uint256 minimum);
    error TooMuch(uint256 amount, uint256 maximum);

    PairFactory public immutable factory;

    modifier before(uint256 deadline) {
        if (block.timestamp > deadline) revert Expired(deadline);
        _;
    }

    constructor(PairFactory factory_) {
        factory = factory_;
    }

    /// @notice Adds as much of both tokens as the current price allows; makes the pair where there
    ///         is none.
    function addLiquidity(Offer calldata offer, address to, uint256 deadline)
        external
        before(deadline)
        returns (uint256 amountA, uint256 amountB, uint256 shares)
    {
        address pair = factory.pairOf(offer.tokenA, offer.tokenB);
        if (pair == address(0)) pair = factory.createPair(offer.tokenA, offer.tokenB);
        (amountA, amountB) = _inProportion(pair, offer);
        if (amountA < offer.minimumA) revert TooLittle(amountA, offer.minimumA);
        if (amountB < offer.minimumB) revert TooLittle(amountB, offer.minimumB);
        offer.tokenA.pull(msg.sender, pair, amountA);
        offer.tokenB.pull(msg.sender, pair, amountB);
        shares = Pair(pair).mint(to);
    }

    /// @notice Gives shares back and pays out both tokens.
    function removeLiquidity(
        address tokenA,
        address tokenB,
        uint256 shares,
        uint256 minimumA,
        uint256 minimumB,
        address to,
        uint256 deadline
    ) external before(deadline) returns (uint256 amountA, uint256 amountB) {
        address pair = _pair(tokenA, tokenB);
        pair.pull(msg.sender, pair, shares);
        (uint256 amount0, uint256 amount1) = Pair(pair).burn(to);
        (amountA, amountB) = tokenA < tokenB ? (amount0, amount1) : (amount1, amount0);
        if (amountA < minimumA) revert TooLittle(amountA, minimumA);
        if (amountB < minimumB) revert TooLittle(amountB, minimumB);
    }

    /// @notice Sells exactly `amountIn` of the first token of `path` for the last one.
    /// @return amounts what passed at each step
    function swapExactIn(
        uint256 amountIn,
        uint256 minimumOut,
        address[] calldata path,
        address to,
        uint256 deadline
    ) external before(deadline) returns (uint256[] memory amounts) {
        amounts = quoteOut(amountIn, path);
        uint256 out = amounts[amounts.length - 1];
        if (out < minimumOut) revert TooLittle(out, minimumOut);
        _trade(amounts, path, to);
    }

    /// @notice Buys exactly `amountOut` of the last token of `path` with the first one.
    /// @return amounts what passed at each step
    function swapExactOut(
        uint256 amountOut,
        uint256 maximumIn,
        address[] calldata path,
        address to,
        uint256 deadline
    ) external before(deadline) returns (uint256[] memory amounts) {
        amounts = quoteIn(amountOut, path);
        if (amounts[0] > maximumIn) revert TooMuch(amounts[0], maximumIn);
        _trade(amounts, path, to);
    }

    /// @notice What each step of `path` yields for `amountIn`.
    function quoteOut(uint256 amountIn, address[] calldata path)
        public
        view
        returns (uint256[] memory amounts)
    {
        if (path.length < 2) revert InvalidPath();
        amounts = new uint256[](path.length);
        amounts[0] = amountIn;
        for (uint256 i = 0; i + 1 < path.length; ++i) {
            (uint256 reserveIn, uint256 reserveOut) = _reserves(path[i], path[i + 1]);
            uint256 credited = amounts[i] * 997;
            amounts[i + 1] = credited * reserveOut / (reserveIn * 1000 + credited);
        }
    }

    /// @notice What each step of `path` needs to yield `amountOut` at the end.
    function quoteIn(uint256 amountOut, address[] calldata path)
        public
        view
        returns (uint256[] memory amounts)
    {
        if (path.length < 2) revert InvalidPath();
        amounts = new uint256[](path.length);
        amounts[path.length - 1] = amountOut;
        for (uint256 i = path.length - 1; i > 0; --i) {
            (uint256 reserveIn, uint256 reserveOut) = _reserves(path[i - 1], path[i]);
            if (amounts[i] >= reserveOut) revert TooMuch(amounts[i], reserveOut);
            // rounded up: the pair must not lose to the remainder
            amounts[i - 1] =
                reserveIn * amounts[i] * 1000 / ((reserveOut - amounts[i]) * 997) + 1;
        }
    }

    function _trade(uint256[] memory amounts, address[] calldata path, address to) private {
        path[0].pull(msg.sender, _pair(path[0], path[1]), amounts[0]);
        for (uint256 i = 0; i + 1 < path.length; ++i) {
            uint256 out = amounts[i + 1];
            (uint256 out0, uint256 out1) =
                path[i] < path[i + 1] ? (uint256(0), out) : (out, uint256(0));
            address receiver = i + 2 < path.length ? _pair(path[i + 1], path[i + 2]) : to;
            Pair(_pair(path[i], path[i + 1])).swap(out0, out1, receiver);
        }
    }

    function _inProportion(address pair, Offer calldata offer)
        private
        view
        returns (uint256, uint256)
    {
        (uint256 reserveA, uint256 reserveB) = _ordered(pair, offer.tokenA, offer.tokenB);
        if (reserveA == 0 && reserveB == 0) return (offer.wishedA, offer.wishedB);
        uint256 fittingB = offer.wishedA * reserveB / reserveA;
        if (fittingB <= offer.wishedB) return (offer.wishedA, fittingB);
        return (offer.wishedB * reserveA / reserveB, offer.wishedB);
    }

    function _reserves(address tokenIn, address tokenOut) private view returns (uint256, uint256) {
        return _ordered(_pair(tokenIn, tokenOut), tokenIn, tokenOut);
    }

    function _ordered(address pair, address first, address second)
        private
        view
        returns (uint256, uint256)
    {
        (uint256 reserve0, uint256 reserve1) = Pair(pair).reserves();
        return first < second ? (reserve0, reserve1) : (reserve1, reserve0);
    }

    function _pair(address tokenA, address tokenB) private view returns (address pair) {
        pair = factory.pairOf(tokenA, tokenB);
        if (pair == address(0)) revert NoPair(tokenA, tokenB);
    }
}
