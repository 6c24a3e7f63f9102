// Every action of viem's test client that a dev chain serves, in the three dialects it speaks.
// Runs against a node of its own, since it bends time and state for everybody.
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import {
  createPublicClient,
  createTestClient,
  createWalletClient,
  encodeFunctionData,
  http,
  numberToHex,
  pad,
  parseEther,
  parseGwei,
  zeroAddress,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { account, contracts, eventually, httpUrl, request } from './devnet.mjs'

const chain = foundry
const transport = http(httpUrl)
const owner = account(0)
const reader = createPublicClient({ chain, transport, pollingInterval: 25 })
const wallet = createWalletClient({ chain, transport, account: owner })
const anvil = createTestClient({ chain, transport, mode: 'anvil' })
const hardhat = createTestClient({ chain, transport, mode: 'hardhat' })

const someone = () => privateKeyToAccount(generatePrivateKey()).address

beforeEach(() => anvil.setAutomine(true))

for (const [mode, client] of Object.entries({ anvil, hardhat })) {
  test(`${mode}: mineAdvancesByTheBlocksAsked`, async () => {
    const before = await reader.getBlockNumber({ cacheTime: 0 })
    await client.mine({ blocks: 5 })
    assert.equal(await reader.getBlockNumber({ cacheTime: 0 }), before + 5n)
  })

  test(`${mode}: mineWithIntervalSpacesTimestamps`, async () => {
    await client.mine({ blocks: 3, interval: 60 })
    const last = await reader.getBlock()
    const previous = await reader.getBlock({ blockNumber: last.number - 1n })
    assert.equal(last.timestamp - previous.timestamp, 60n)
  })

  test(`${mode}: setBalanceIsSeenAtOnce`, async () => {
    const address = someone()
    await client.setBalance({ address, value: parseEther('123') })
    assert.equal(await reader.getBalance({ address }), parseEther('123'))
  })

  test(`${mode}: setCodeMakesAContract`, async () => {
    const address = someone()
    // PUSH1 7 PUSH0 MSTORE PUSH1 32 PUSH0 RETURN
    await client.setCode({ address, bytecode: '0x60075f5260205ff3' })
    assert.equal(await reader.getCode({ address }), '0x60075f5260205ff3')
    assert.equal((await reader.call({ to: address })).data, pad('0x07'))
  })

  test(`${mode}: setNonceAndSetStorageAtAreSeenAtOnce`, async () => {
    const address = someone()
    await client.setNonce({ address, nonce: 77 })
    assert.equal(await reader.getTransactionCount({ address }), 77)
    await client.setCode({ address, bytecode: '0x5f545f5260205ff3' })
    await client.setStorageAt({ address, index: 0, value: pad('0x99') })
    assert.equal(await reader.getStorageAt({ address, slot: pad('0x00') }), pad('0x99'))
    assert.equal((await reader.call({ to: address })).data, pad('0x99'))
  })

  test(`${mode}: impersonatedAccountSendsWithoutAKey`, async () => {
    const address = '0x00000000219ab540356cBB839Cbe05303d7705Fa'
    await client.setBalance({ address, value: parseEther('10') })
    await client.impersonateAccount({ address })
    const to = someone()
    const hash = await createWalletClient({ chain, transport }).sendTransaction({
      account: address,
      to,
      value: parseEther('1'),
    })
    const receipt = await reader.waitForTransactionReceipt({ hash })
    assert.equal(receipt.status, 'success')
    assert.equal(receipt.from.toLowerCase(), address.toLowerCase())
    assert.equal(await reader.getBalance({ address: to }), parseEther('1'))
    await client.stopImpersonatingAccount({ address })
    await assert.rejects(
      createWalletClient({ chain, transport }).sendTransaction({ account: address, to, value: 1n }),
    )
  })

  test(`${mode}: setNextBlockBaseFeePerGasRulesTheNextBlock`, async () => {
    await client.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei('20') })
    await client.mine({ blocks: 1 })
    assert.equal((await reader.getBlock()).baseFeePerGas, parseGwei('20'))
  })

  test(`${mode}: setCoinbaseIsPaidTheTip`, async () => {
    const address = someone()
    await client.setCoinbase({ address })
    const hash = await wallet.sendTransaction({
      to: someone(),
      value: 1n,
      maxPriorityFeePerGas: parseGwei('2'),
    })
    const { gasUsed } = await reader.waitForTransactionReceipt({ hash })
    assert.equal(await reader.getBalance({ address }), gasUsed * parseGwei('2'))
    assert.equal((await reader.getBlock()).miner.toLowerCase(), address.toLowerCase())
  })

  test(`${mode}: dropTransactionTakesItOutOfThePool`, async () => {
    await client.setAutomine(false)
    const hash = await wallet.sendTransaction({ to: someone(), value: 1n })
    await client.dropTransaction({ hash })
    await client.mine({ blocks: 1 })
    await assert.rejects(reader.getTransactionReceipt({ hash }), /could not be found/)
    await client.setAutomine(true)
  })
}

test('snapshotAndRevertRestoreStateHeadAndNonce', async () => {
  const address = someone()
  await anvil.setBalance({ address, value: 5n })
  const id = await anvil.snapshot()
  const block = await reader.getBlock()
  const nonce = await reader.getTransactionCount({ address: owner.address })
  const hash = await wallet.sendTransaction({ to: address, value: 1n })
  await reader.waitForTransactionReceipt({ hash })
  await anvil.mine({ blocks: 2 })
  assert.equal(await reader.getBalance({ address }), 6n)
  await anvil.revert({ id })
  assert.equal(await reader.getBalance({ address }), 5n)
  assert.equal((await reader.getBlock()).hash, block.hash)
  assert.equal(await reader.getTransactionCount({ address: owner.address }), nonce)
  await assert.rejects(reader.getTransactionReceipt({ hash }), /could not be found/)
  // The chain goes on from there, and the same nonce may be used for something else.
  const again = await wallet.sendTransaction({ to: address, value: 2n })
  assert.equal((await reader.waitForTransactionReceipt({ hash: again })).blockNumber, block.number + 1n)
  assert.equal(await reader.getBalance({ address }), 7n)
})

test('snapshotIsUsedUpByItsRevert', async () => {
  const id = await request('evm_snapshot')
  assert.equal(await request('evm_revert', id), true)
  assert.equal(await request('evm_revert', id), false)
})

test('nestedSnapshotsRevertToTheOuterOne', async () => {
  const address = someone()
  const outer = await anvil.snapshot()
  await anvil.setBalance({ address, value: 1n })
  await anvil.snapshot()
  await anvil.setBalance({ address, value: 2n })
  await anvil.revert({ id: outer })
  assert.equal(await reader.getBalance({ address }), 0n)
})

test('increaseTimeMovesTheNextBlock', async () => {
  const before = await reader.getBlock()
  await anvil.increaseTime({ seconds: 86_400 })
  await anvil.mine({ blocks: 1 })
  const passed = (await reader.getBlock()).timestamp - before.timestamp
  assert.ok(passed >= 86_400n && passed < 86_500n, `passed ${passed}`)
})

test('setNextBlockTimestampIsExactAndSeenByContracts', async () => {
  const hash = await wallet.deployContract(contracts.Counter)
  const { contractAddress } = await reader.waitForTransactionReceipt({ hash })
  const timestamp = (await reader.getBlock()).timestamp + 1_000n
  await anvil.setNextBlockTimestamp({ timestamp })
  await anvil.mine({ blocks: 1 })
  assert.equal((await reader.getBlock()).timestamp, timestamp)
  const seen = await reader.readContract({
    address: contractAddress,
    abi: contracts.Counter.abi,
    functionName: 'now_',
    blockNumber: (await reader.getBlock()).number,
  })
  assert.equal(seen, timestamp)
  await assert.rejects(anvil.setNextBlockTimestamp({ timestamp: timestamp - 500n }))
})

test('blockTimestampIntervalSpacesBlocksUntilRemoved', async () => {
  await anvil.setBlockTimestampInterval({ interval: 12 })
  await anvil.mine({ blocks: 1 })
  const first = await reader.getBlock()
  await anvil.mine({ blocks: 1 })
  assert.equal((await reader.getBlock()).timestamp - first.timestamp, 12n)
  await anvil.removeBlockTimestampInterval()
})

test('automineGetterTellsTheTruth', async () => {
  assert.equal(await anvil.getAutomine(), true)
  assert.equal(await hardhat.getAutomine(), true)
  await anvil.setAutomine(false)
  assert.equal(await anvil.getAutomine(), false)
  assert.equal(await hardhat.getAutomine(), false)
})

test('withoutAutomineTransactionsWaitInThePoolUntilMined', async () => {
  await anvil.setAutomine(false)
  const to = someone()
  const before = await reader.getBlockNumber({ cacheTime: 0 })
  const nonce = await reader.getTransactionCount({ address: owner.address })
  const hashes = []
  for (let i = 0; i < 3; i++) {
    hashes.push(await wallet.sendTransaction({ to, value: 1n, nonce: nonce + i, gas: 21_000n }))
  }
  assert.equal(await reader.getBlockNumber({ cacheTime: 0 }), before)
  assert.equal((await anvil.getTxpoolStatus()).pending, 3)
  const content = await anvil.getTxpoolContent()
  const mine = Object.entries(content.pending).find(
    ([sender]) => sender.toLowerCase() === owner.address.toLowerCase(),
  )[1]
  assert.deepEqual(Object.keys(mine).sort(), [0, 1, 2].map((i) => String(nonce + i)).sort())
  assert.equal((await reader.getTransaction({ hash: hashes[0] })).blockNumber, null)
  assert.equal(
    await reader.getTransactionCount({ address: owner.address, blockTag: 'pending' }),
    nonce + 3,
  )
  await anvil.mine({ blocks: 1 })
  const block = await reader.getBlock()
  assert.equal(block.number, before + 1n)
  assert.deepEqual(block.transactions, hashes)
  assert.equal(await reader.getBalance({ address: to }), 3n)
})

test('futureNonceWaitsForTheGapToFill', async () => {
  const nonce = await reader.getTransactionCount({ address: owner.address })
  const late = await wallet.sendTransaction({
    to: zeroAddress,
    value: 1n,
    nonce: nonce + 1,
    gas: 21_000n,
  })
  assert.equal((await anvil.getTxpoolStatus()).queued, 1)
  const early = await wallet.sendTransaction({ to: zeroAddress, value: 1n, nonce, gas: 21_000n })
  await reader.waitForTransactionReceipt({ hash: early })
  const receipt = await reader.waitForTransactionReceipt({ hash: late })
  assert.equal(receipt.status, 'success')
})

test('replacementNeedsAHigherFeeAndWins', async () => {
  await anvil.setAutomine(false)
  const [kept, dropped] = [someone(), someone()]
  const fees = { maxFeePerGas: parseGwei('50'), maxPriorityFeePerGas: parseGwei('1') }
  const nonce = await reader.getTransactionCount({ address: owner.address })
  const common = { value: 1n, nonce, gas: 21_000n }
  const first = await wallet.sendTransaction({ to: dropped, ...common, ...fees })
  await assert.rejects(
    wallet.sendTransaction({ to: kept, ...common, ...fees }),
    /replacement transaction underpriced/,
  )
  const second = await wallet.sendTransaction({
    to: kept,
    ...common,
    maxFeePerGas: parseGwei('60'),
    maxPriorityFeePerGas: parseGwei('2'),
  })
  await anvil.mine({ blocks: 1 })
  assert.equal((await reader.getTransactionReceipt({ hash: second })).status, 'success')
  assert.equal(await reader.getBalance({ address: kept }), 1n)
  assert.equal(await reader.getBalance({ address: dropped }), 0n)
  await assert.rejects(reader.getTransactionReceipt({ hash: first }), /could not be found/)
})

test('blocksOrderByTipAcrossSenders', async () => {
  await anvil.setAutomine(false)
  const tips = [1, 3, 2]
  const hashes = []
  for (const [i, tip] of tips.entries()) {
    hashes.push(
      await createWalletClient({ chain, transport, account: account(3 + i) }).sendTransaction({
        to: zeroAddress,
        value: 1n,
        gas: 21_000n,
        maxFeePerGas: parseGwei('100'),
        maxPriorityFeePerGas: parseGwei(String(tip)),
      }),
    )
  }
  await anvil.mine({ blocks: 1 })
  const { transactions } = await reader.getBlock()
  assert.deepEqual(transactions, [hashes[1], hashes[2], hashes[0]])
})

test('setBlockGasLimitLimitsTheNextBlock', async () => {
  const { gasLimit } = await reader.getBlock()
  await anvil.setBlockGasLimit({ gasLimit: 12_000_000n })
  await anvil.mine({ blocks: 1 })
  assert.equal((await reader.getBlock()).gasLimit, 12_000_000n)
  await anvil.setBlockGasLimit({ gasLimit })
})

test('intervalMiningMakesBlocksByItself', async () => {
  await anvil.setAutomine(false)
  await anvil.setIntervalMining({ interval: 1 })
  const start = await reader.getBlockNumber({ cacheTime: 0 })
  await eventually('two blocks by the clock', async () =>
    (await reader.getBlockNumber({ cacheTime: 0 })) >= start + 2n ? true : undefined,
  )
  await anvil.setIntervalMining({ interval: 0 })
})

test('sendUnsignedTransactionRunsForAnImpersonatedAccount', async () => {
  const address = someone()
  const to = someone()
  await anvil.setBalance({ address, value: parseEther('1') })
  await anvil.impersonateAccount({ address })
  const hash = await anvil.sendUnsignedTransaction({ from: address, to, value: 3n })
  assert.equal((await reader.waitForTransactionReceipt({ hash })).status, 'success')
  assert.equal(await reader.getBalance({ address: to }), 3n)
})

test('impersonationDecidesWhoCalls', async () => {
  const hash = await wallet.deployContract(contracts.Counter)
  const { contractAddress } = await reader.waitForTransactionReceipt({ hash })
  const stranger = someone()
  await anvil.setBalance({ address: stranger, value: parseEther('1') })
  await anvil.impersonateAccount({ address: stranger })
  const data = encodeFunctionData({
    abi: contracts.Counter.abi,
    functionName: 'setNumber',
    args: [9n],
  })
  const refused = await createWalletClient({ chain, transport }).sendTransaction({
    account: stranger,
    to: contractAddress,
    data,
    gas: 100_000n,
  })
  assert.equal((await reader.waitForTransactionReceipt({ hash: refused })).status, 'reverted')
  await anvil.impersonateAccount({ address: owner.address })
  const sent = await createWalletClient({ chain, transport }).sendTransaction({
    account: owner.address,
    to: contractAddress,
    data,
  })
  assert.equal((await reader.waitForTransactionReceipt({ hash: sent })).status, 'success')
  await anvil.stopImpersonatingAccount({ address: owner.address })
})

test('autoImpersonateLetsAnybodySend', async () => {
  const address = someone()
  await anvil.setBalance({ address, value: parseEther('1') })
  await request('anvil_autoImpersonateAccount', true)
  const hash = await request('eth_sendTransaction', { from: address, to: someone(), value: '0x1' })
  assert.equal((await reader.waitForTransactionReceipt({ hash })).status, 'success')
  await request('anvil_autoImpersonateAccount', false)
})

test('dumpedStateIsAWholeChain', async () => {
  const state = await anvil.dumpState()
  assert.match(state, /^0x[0-9a-f]{200,}$/)
})

test('setPrevRandaoRulesTheNextBlock', async () => {
  const value = pad('0x1234')
  await request('hardhat_setPrevRandao', value)
  await anvil.mine({ blocks: 1 })
  assert.equal((await reader.getBlock()).mixHash, value)
})

test('nodeInfoAndMetadataDescribeTheNode', async () => {
  const head = await reader.getBlock()
  const info = await request('anvil_nodeInfo')
  assert.equal(Number(info.currentBlockNumber), Number(head.number))
  assert.equal(info.currentBlockHash, head.hash)
  assert.equal(Number(info.environment.chainId), 31337)
  const metadata = await request('hardhat_metadata')
  assert.equal(Number(metadata.chainId), 31337)
  assert.equal(Number(metadata.latestBlockNumber), Number(head.number))
  assert.equal(metadata.latestBlockHash, head.hash)
  assert.ok(metadata.clientVersion.length > 0)
})

test('evmMineTakesATimestamp', async () => {
  const timestamp = (await reader.getBlock()).timestamp + 100n
  await request('evm_mine', numberToHex(timestamp))
  assert.equal((await reader.getBlock()).timestamp, timestamp)
})

// Last: it forgets everything.
test('resetReturnsToGenesis', async () => {
  await anvil.mine({ blocks: 1 })
  const genesis = await reader.getBlock({ blockNumber: 0n })
  await request('anvil_reset')
  assert.equal(await reader.getBlockNumber({ cacheTime: 0 }), 0n)
  assert.equal((await reader.getBlock()).stateRoot, genesis.stateRoot)
  assert.equal(await reader.getTransactionCount({ address: owner.address }), 0)
  const hash = await wallet.sendTransaction({ to: someone(), value: 1n })
  assert.equal((await reader.waitForTransactionReceipt({ hash })).blockNumber, 1n)
})
