// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice What a contract must answer before it is handed an ERC-721 token.
interface IERC721Receiver {
    function onERC721Received(address operator, address from, uint256 tokenId, bytes calldata data)
        external
        returns (bytes4);
}

/// @title An ERC-721 collection that anybody may mint from
/// @notice Tokens are numbered from 1 in the order of minting.
contract Collectible {
    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);
    event Approval(address indexed owner, address indexed approved, uint256 indexed tokenId);
    event ApprovalForAll(address indexed owner, address indexed operator, bool approved);

    error NonexistentToken(uint256 tokenId);
    error IncorrectOwner(address from, uint256 tokenId, address owner);
    error InsufficientApproval(address operator, uint256 tokenId);
    error InvalidReceiver(address receiver);
    error InvalidOwner(address owner);

    string public name;
    string public symbol;
    string public baseURI;
    uint256 public totalSupply;

    mapping(uint256 tokenId => address) private _owners;
    mapping(address owner => uint256) private _balances;
    mapping(uint256 tokenId => address) private _approved;
    mapping(address owner => mapping(address operator => bool)) public isApprovedForAll;

    /// @param baseURI_ what stands before the number of a token in its URI
    constructor(string memory name_, string memory symbol_, string memory baseURI_) {
        name = name_;
        symbol = symbol_;
        baseURI = baseURI_;
    }

    /// @notice Mints the next token to `to`.
    /// @return tokenId its number
    function mint(address to) public returns (uint256 tokenId) {
        if (to == address(0)) revert InvalidReceiver(to);
        unchecked {
            tokenId = ++totalSupply;
            ++_balances[to];
        }
        _owners[tokenId] = to;
        emit Transfer(address(0), to, tokenId);
    }

    /// @notice Mints the next `count` tokens to `to`.
    /// @return firstTokenId the number of the first
    function mintBatch(address to, uint256 count) external returns (uint256 firstTokenId) {
        firstTokenId = totalSupply + 1;
        for (uint256 i = 0; i < count; ++i) {
            mint(to);
        }
    }

    function balanceOf(address owner) external view returns (uint256) {
        if (owner == address(0)) revert InvalidOwner(owner);
        return _balances[owner];
    }

    function ownerOf(uint256 tokenId) public view returns (address owner) {
        owner = _owners[tokenId];
        if (owner == address(0)) revert NonexistentToken(tokenId);
    }

    function getApproved(uint256 tokenId) external view returns (address) {
        ownerOf(tokenId);
        return _approved[tokenId];
    }

    function tokenURI(uint256 tokenId) external view returns (string memory) {
        ownerOf(tokenId);
        return string.concat(baseURI, _digits(tokenId));
    }

    function approve(address to, uint256 tokenId) external {
        address owner = ownerOf(tokenId);
        if (msg.sender != owner && !isApprovedForAll[owner][msg.sender]) {
            revert InsufficientApproval(msg.sender, tokenId);
        }
        _approved[tokenId] = to;
        emit Approval(owner, to, tokenId);
    }

    function setApprovalForAll(address operator, bool approved) external {
        isApprovedForAll[msg.sender][operator] = approved;
        emit ApprovalForAll(msg.sender, operator, approved);
    }

    function transferFrom(address from, address to, uint256 tokenId) public {
        address owner = ownerOf(tokenId);
        if (owner != from) revert IncorrectOwner(from, tokenId, owner);
        if (to == address(0)) revert InvalidReceiver(to);
        if (
            msg.sender != owner && _approved[tokenId] != msg.sender
                && !isApprovedForAll[owner][msg.sender]
        ) {
            revert InsufficientApproval(msg.sender, tokenId);
        }
        delete _approved[tokenId];
        unchecked {
            --_balances[from];
            ++_balances[to];
        }
        _owners[tokenId] = to;
        emit Transfer(from, to, tokenId);
    }

    function safeTransferFrom(address from, address to, uint256 tokenId) external {
        safeTransferFrom(from, to, tokenId, "");
    }

    /// @notice As transferFrom, but a receiver with code must accept the token.
    function safeTransferFrom(address from, address to, uint256 tokenId, bytes memory data) public {
        transferFrom(from, to, tokenId);
        if (
            to.code.length > 0
                && IERC721Receiver(to).onERC721Received(msg.sender, from, tokenId, data)
                    != IERC721Receiver.onERC721Received.selector
        ) {
            revert InvalidReceiver(to);
        }
    }

    /// @notice ERC-165: this is ERC-165, ERC-721 and its metadata extension.
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == 0x01ffc9a7 || interfaceId == 0x80ac58cd || interfaceId == 0x5b5e139f;
    }

    function _digits(uint256 number) private pure returns (string memory) {
        if (number == 0) return "0";
        bytes memory text = new bytes(78);
        uint256 start = 78;
        while (number > 0) {
            text[--start] = bytes1(uint8(48 + number % 10));
            number /= 10;
        }
        bytes memory digits = new bytes(78 - start);
        for (uint256 i = 0; i < digits.length; ++i) {
            digits[i] = text[start + i];
        }
        return string(digits);
    }
}
