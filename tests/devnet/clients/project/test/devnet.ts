// What a Hardhat project's own tests do, against the node instead of Hardhat's simulation.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { network } from 'hardhat'
import { getAddress, parseEther, parseGwei, zeroAddress } from 'viem'

const connection = await network.create('devnet')
const { viem, networkHelpers, ignition } = connection
const reader = await viem.getPublicClient()
const [first, second] = await viem.getWalletClients()

const mined = async (hash: `0x${string}`) => reader.waitForTransactionReceipt({ hash })
const fresh = () => getAddress(`0x${crypto.randomUUID().replaceAll('-', '').padEnd(40, '7')}`)

async function tokens() {
  return viem.deployContract('Token', ['Hardhat', 1_000n])
}

describe('hardhat-viem', () => {
  it('deploysAndReads', async () => {
    const token = await tokens()
    assert.equal(await token.read.totalSupply(), 1_000n)
    assert.equal(await token.read.balanceOf([first.account.address]), 1_000n)
  })

  it('decodesACustomErrorWithItsArguments', async () => {
    const token = await tokens()
    await viem.assertions.revertWithCustomErrorWithArgs(
      token.write.transfer([first.account.address, 5n], { account: second.account }),
      token,
      'InsufficientBalance',
      [getAddress(second.account.address), 0n, 5n],
    )
  })

  it('decodesAReasonString', async () => {
    const counter = await viem.deployContract('Counter')
    await viem.assertions.revertWith(counter.write.refuse(), 'refused on purpose')
  })

  it('seesEmittedEvents', async () => {
    const token = await tokens()
    const to = fresh()
    await viem.assertions.emitWithArgs(token.write.transfer([to, 3n]), token, 'Transfer', [
      getAddress(first.account.address),
      to,
      3n,
    ])
  })

  it('seesBalancesChange', async () => {
    const to = fresh()
    await viem.assertions.balancesHaveChanged(first.sendTransaction({ to, value: 9n }), [
      { address: to, amount: 9n },
    ])
  })
})

describe('network helpers', () => {
  it('takeAndRestoreASnapshot', async () => {
    const counter = await viem.deployContract('Counter')
    const snapshot = await networkHelpers.takeSnapshot()
    await mined(await counter.write.increment())
    assert.equal(await counter.read.number(), 1n)
    await snapshot.restore()
    assert.equal(await counter.read.number(), 0n)
  })

  it('loadAFixtureTwice', async () => {
    const deploy = async () => ({ token: await tokens() })
    const { token } = await networkHelpers.loadFixture(deploy)
    const to = fresh()
    await mined(await token.write.transfer([to, 1n]))
    const again = await networkHelpers.loadFixture(deploy)
    assert.equal(again.token.address, token.address)
    assert.equal(await again.token.read.balanceOf([to]), 0n)
  })

  it('mineBlocks', async () => {
    const before = await networkHelpers.time.latestBlock()
    await networkHelpers.mine(10, { interval: 12 })
    assert.equal(await networkHelpers.time.latestBlock(), before + 10)
    await networkHelpers.mineUpTo(before + 15)
    assert.equal(await networkHelpers.time.latestBlock(), before + 15)
  })

  it('moveTime', async () => {
    const start = await networkHelpers.time.latest()
    await networkHelpers.time.increase(3_600)
    assert.ok((await networkHelpers.time.latest()) >= start + 3_600)
    await networkHelpers.time.increaseTo(start + 10_000)
    assert.equal(await networkHelpers.time.latest(), start + 10_000)
    await networkHelpers.time.setNextBlockTimestamp(start + 20_000)
    await networkHelpers.mine()
    assert.equal(await networkHelpers.time.latest(), start + 20_000)
  })

  it('setBalanceNonceCodeAndStorage', async () => {
    const address = fresh()
    await networkHelpers.setBalance(address, parseEther('5'))
    assert.equal(await reader.getBalance({ address }), parseEther('5'))
    await networkHelpers.setNonce(address, 9)
    assert.equal(await reader.getTransactionCount({ address }), 9)
    await networkHelpers.setCode(address, '0x5f545f5260205ff3')
    await networkHelpers.setStorageAt(address, 0, 77)
    assert.equal(BigInt(await networkHelpers.getStorageAt(address, 0)), 77n)
    assert.equal(BigInt((await reader.call({ to: address })).data!), 77n)
  })

  it('impersonateAnAccount', async () => {
    const address = '0x00000000219ab540356cBB839Cbe05303d7705Fa'
    await networkHelpers.setBalance(address, parseEther('2'))
    await networkHelpers.impersonateAccount(address)
    const to = fresh()
    const hash = await (await viem.getWalletClient(address)).sendTransaction({ to, value: 1n })
    assert.equal((await reader.waitForTransactionReceipt({ hash })).status, 'success')
    await networkHelpers.stopImpersonatingAccount(address)
    assert.equal(await reader.getBalance({ address: to }), 1n)
  })

  it('ruleTheNextBlock', async () => {
    const coinbase = fresh()
    await networkHelpers.setCoinbase(coinbase)
    await networkHelpers.setNextBlockBaseFeePerGas(parseGwei('7'))
    await networkHelpers.setBlockGasLimit(20_000_000)
    await networkHelpers.mine()
    const block = await reader.getBlock()
    assert.equal(getAddress(block.miner), coinbase)
    assert.equal(block.baseFeePerGas, parseGwei('7'))
    assert.equal(block.gasLimit, 20_000_000n)
    await networkHelpers.setBlockGasLimit(30_000_000)
  })

  it('dropATransaction', async () => {
    const test = await viem.getTestClient()
    await test.setAutomine(false)
    const hash = await first.sendTransaction({ to: zeroAddress, value: 1n, gas: 21_000n })
    try {
      assert.ok(await networkHelpers.dropTransaction(hash))
    } finally {
      await test.setAutomine(true)
    }
    await networkHelpers.mine()
    await assert.rejects(reader.getTransactionReceipt({ hash }))
  })
})

// Ignition keeps a journal of what it deployed to a chain, by chain id; on a chain made anew the
// addresses in an old one are empty. HardhatTest starts from a copy of the project without any.
describe('ignition in a test', () => {
  it('deploysAModule', async () => {
    const { default: module } = await import('../ignition/modules/Deployment.js')
    const { token, counter } = await ignition.deploy(module)
    assert.equal(await token.read.balanceOf([counter.address]), 500n)
    assert.equal(await counter.read.number(), 1n)
  })
})
