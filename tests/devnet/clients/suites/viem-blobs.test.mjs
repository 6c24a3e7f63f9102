// Blob transactions, with either form of sidecar. The blob is all zeros: the commitment to the
// zero polynomial, and every proof of it, is the point at infinity, so no trusted setup is needed
// to send a valid one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  concat,
  createPublicClient,
  createWalletClient,
  fromRlp,
  http,
  parseGwei,
  sha256,
  slice,
  toBytes,
  toRlp,
} from 'viem'
import { foundry } from 'viem/chains'
import { account, httpUrl, request } from './devnet.mjs'

const chain = foundry
const transport = http(httpUrl)
const sender = account(2)
const reader = createPublicClient({ chain, transport, pollingInterval: 25 })
const wallet = createWalletClient({ chain, transport, account: sender })

const blob = `0x${'00'.repeat(131_072)}`
const infinity = `0xc0${'00'.repeat(47)}`
const kzg = {
  blobToKzgCommitment: () => toBytes(infinity),
  computeBlobKzgProof: () => toBytes(infinity),
}
const versionedHash = `0x01${sha256(infinity).slice(4)}`

test('blobTransactionWithOneProofABlobIsMinedAndPaysBlobGas', async () => {
  await isMined(
    await wallet.sendTransaction({
      to: sender.address,
      blobs: [blob],
      kzg,
      maxFeePerBlobGas: parseGwei('10'),
      gas: 21_000n,
    }),
  )
})

test('blobTransactionWithCellProofsIsMinedAndPaysBlobGas', async () => {
  const prepared = await wallet.prepareTransactionRequest({
    to: sender.address,
    type: 'eip4844',
    blobVersionedHashes: [versionedHash],
    maxFeePerBlobGas: parseGwei('10'),
    gas: 21_000n,
  })
  const { blobs, kzg: _, sidecars, ...plain } = prepared
  const signed = await sender.signTransaction(plain)
  // EIP-7594: version 1, and the proofs of all 128 cells of each blob.
  const network = toRlp([fromRlp(slice(signed, 1)), '0x01', [blob], [infinity], Array(128).fill(infinity)])
  await isMined(await request('eth_sendRawTransaction', concat(['0x03', network])))
})

async function isMined(hash) {
  const receipt = await reader.waitForTransactionReceipt({ hash })
  assert.equal(receipt.status, 'success')
  assert.equal(receipt.type, 'eip4844')
  assert.equal(receipt.blobGasUsed, 131_072n)
  assert.ok(receipt.blobGasPrice >= 1n)
  const block = await reader.getBlock({ blockNumber: receipt.blockNumber })
  assert.equal(block.blobGasUsed, 131_072n)
  const transaction = await reader.getTransaction({ hash })
  assert.deepEqual(transaction.blobVersionedHashes, [versionedHash])
}
