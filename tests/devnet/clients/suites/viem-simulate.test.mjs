// eth_simulateV1 as viem calls it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPublicClient, http, parseEther } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { account, httpUrl } from './devnet.mjs'

const reader = createPublicClient({ chain: foundry, transport: http(httpUrl) })
const someone = () => privateKeyToAccount(generatePrivateKey()).address

test('simulateBlocksChainsStateFromBlockToBlock', async () => {
  const [from, to] = [someone(), someone()]
  const blocks = await reader.simulateBlocks({
    blocks: [
      {
        stateOverrides: [{ address: from, balance: parseEther('10') }],
        calls: [{ account: from, to, value: parseEther('4') }],
      },
      { calls: [{ account: to, to: from, value: parseEther('3') }] },
    ],
  })
  assert.equal(blocks.length, 2)
  assert.equal(blocks[1].number, blocks[0].number + 1n)
  assert.equal(blocks[0].calls[0].status, 'success')
  assert.equal(blocks[1].calls[0].status, 'success')
})

test('simulateCallsReturnsResultsLogsAndErrors', async () => {
  const [reverting, answering] = [someone(), someone()]
  const { results } = await reader.simulateCalls({
    account: account(0).address,
    // PUSH0 PUSH0 REVERT, and: log nothing, return 7
    stateOverrides: [
      { address: reverting, code: '0x5f5ffd' },
      { address: answering, code: '0x5f5fa060075f5260205ff3' },
    ],
    calls: [{ to: someone(), value: 1n }, { to: reverting }, { to: answering }],
  })
  assert.deepEqual(
    results.map((each) => each.status),
    ['success', 'failure', 'success'],
  )
  assert.equal(BigInt(results[2].data), 7n)
  assert.equal(results[2].logs.length, 1)
})
