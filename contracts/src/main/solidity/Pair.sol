// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "./IERC20.sol";
import {TokenCalls} from "./TokenCalls.sol";

/// @title A constant-product market between two tokens
/// @notice Holds reserves x and y and accepts any trade after which x * y has not shrunk, with 0.3 %
///         of what comes in left out of the account: that stays with the providers of liquidity, who
///         own shares of the pool.
/// @dev Tokens are sent first and the function called after, in one transaction, as a router does;
///      what arrived is the balance above the recorded reserve.
contract Pair {
    using TokenCalls for address;

    event Mint(address indexed provider, uint256 amount0, uint256 amount1, uint256 shares);
    event Burn(address indexed receiver, uint256 amount0, uint256 amount1, uint256 shares);
    event Swap(
        address indexed receiver, uint256 in0, uint256 in1, uint256 out0, uint256 out1
    );
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    error Locked();
    error InsufficientLiquidity();
    error InsufficientInput();
    error InvalidReceiver(address receiver);
    error ProductShrunk();
    error ReserveOverflow();

    /// @notice Shares that nobody owns, so that one share never gets dear enough to shut others out.
    uint256 public constant MINIMUM_SHARES = 1000;

    address public immutable token0;
    address public immutable token1;

    uint112 private _reserve0;
    uint112 private _reserve1;
    bool private _entered;

    string public constant name = "Weft Pool Share";
    string public constant symbol = "WPS";
    uint8 public constant decimals = 18;
    uint256 public totalSupply;
    mapping(address holder => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    modifier once() {
        if (_entered) revert Locked();
        _entered = true;
        _;
        _entered = false;
    }

    constructor(address token0_, address token1_) {
        token0 = token0_;
        token1 = token1_;
    }

    function reserves() public view returns (uint112 reserve0, uint112 reserve1) {
        return (_reserve0, _reserve1);
    }

    /// @notice Turns the tokens that arrived into shares of `to`.
    function mint(address to) external once returns (uint256 shares) {
        (uint256 reserve0, uint256 reserve1) = reserves();
        (uint256 balance0, uint256 balance1) = _balances();
        uint256 amount0 = balance0 - reserve0;
        uint256 amount1 = balance1 - reserve1;
        uint256 supply = totalSupply;
        if (supply == 0) {
            uint256 root = _sqrt(amount0 * amount1);
            if (root <= MINIMUM_SHARES) revert InsufficientLiquidity();
            shares = root - MINIMUM_SHARES;
            _issue(address(0), MINIMUM_SHARES);
        } else {
            shares = _min(amount0 * supply / reserve0, amount1 * supply / reserve1);
            if (shares == 0) revert InsufficientLiquidity();
        }
        _issue(to, shares);
        _record(balance0, balance1);
        emit Mint(to, amount0, amount1, shares);
    }

    /// @notice Turns the shares that arrived back into tokens for `to`.
    function burn(address to) external once returns (uint256 amount0, uint256 amount1) {
        (uint256 balance0, uint256 balance1) = _balances();
        uint256 shares = balanceOf[address(this)];
        uint256 supply = totalSupply;
        amount0 = shares * balance0 / supply;
        amount1 = shares * balance1 / supply;
        if (amount0 == 0 || amount1 == 0) revert InsufficientLiquidity();
        balanceOf[address(this)] = 0;
        totalSupply = supply - shares;
        emit Transfer(address(this), address(0), shares);
        token0.push(to, amount0);
        token1.push(to, amount1);
        (balance0, balance1) = _balances();
        _record(balance0, balance1);
        emit Burn(to, amount0, amount1, shares);
    }

    /// @notice Pays out what is asked, if what arrived is worth it.
    function swap(uint256 out0, uint256 out1, address to) external once {
        (uint256 reserve0, uint256 reserve1) = reserves();
        if (out0 == 0 && out1 == 0 || out0 >= reserve0 || out1 >= reserve1) {
            revert InsufficientLiquidity();
        }
        if (to == token0 || to == token1) revert InvalidReceiver(to);
        if (out0 > 0) token0.push(to, out0);
        if (out1 > 0) token1.push(to, out1);
        (uint256 balance0, uint256 balance1) = _balances();
        uint256 in0 = balance0 + out0 > reserve0 ? balance0 + out0 - reserve0 : 0;
        uint256 in1 = balance1 + out1 > reserve1 ? balance1 + out1 - reserve1 : 0;
        if (in0 == 0 && in1 == 0) revert InsufficientInput();
        if ((balance0 * 1000 - in0 * 3) * (balance1 * 1000 - in1 * 3) < reserve0 * reserve1 * 1e6) {
            revert ProductShrunk();
        }
        _record(balance0, balance1);
        emit Swap(to, in0, in1, out0, out1);
    }

    function transfer(address to, uint256 value) external returns (bool) {
        _transfer(msg.sender, to, value);
        return true;
    }

    function approve(address spender, uint256 value) external returns (bool) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) {
            allowance[from][msg.sender] -= value;
        }
        _transfer(from, to, value);
        return true;
    }

    function _transfer(address from, address to, uint256 value) private {
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }

    function _issue(address to, uint256 shares) private {
        totalSupply += shares;
        balanceOf[to] += shares;
        emit Transfer(address(0), to, shares);
    }

    // 112 bits each, so that both reserves and the lock share one slot
    function _record(uint256 balance0, uint256 balance1) private {
        if (balance0 > type(uint112).max || balance1 > type(uint112).max) revert ReserveOverflow();
        _reserve0 = uint112(balance0);
        _reserve1 = uint112(balance1);
    }

    function _balances() private view returns (uint256, uint256) {
        return (IERC20(token0).balanceOf(address(this)), IERC20(token1).balanceOf(address(this)));
    }

    function _min(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }

    // Newton's method from above; ends when it no longer falls
    function _sqrt(uint256 value) private pure returns (uint256 root) {
        if (value == 0) return 0;
        root = value;
        uint256 next = value / 2 + 1;
        while (next < root) {
            root = next;
            next = (value / next + next) / 2;
        }
    }
}
