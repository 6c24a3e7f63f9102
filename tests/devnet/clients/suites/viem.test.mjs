// viem as an application uses it: wallet and public client over HTTP.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import {
  BaseError,
  ContractFunctionRevertedError,
  createPublicClient,
  createWalletClient,
  decodeEventLog,
  encodeFunctionData,
  getContract,
  http,
  keccak256,
  numberToHex,
  pad,
  parseEther,
  parseGwei,
  stringToHex,
  toHex,
  zeroAddress,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { account, contracts, httpUrl } from './devnet.mjs'

const owner = account(0)
const chain = {
  ...foundry,
  contracts: { multicall3: { address: '0xcA11bde05977b3631167028862bE2a173976CA11' } },
}
const transport = http(httpUrl)
const reader = createPublicClient({ chain, transport, pollingInterval: 50 })
const wallet = createWalletClient({ chain, transport, account: owner })

const { Token, Counter, Batch } = contracts
let token
let counter

async function mined(hash) {
  const receipt = await reader.waitForTransactionReceipt({ hash, timeout: 10_000 })
  return receipt
}

async function deploy(contract, args) {
  const receipt = await mined(await wallet.deployContract({ ...contract, args }))
  assert.equal(receipt.status, 'success')
  return getContract({
    address: receipt.contractAddress,
    abi: contract.abi,
    client: { public: reader, wallet },
  })
}

function fresh() {
  return privateKeyToAccount(generatePrivateKey())
}

before(async () => {
  token = await deploy(Token, ['Weft Test', 1_000_000n])
  counter = await deploy(Counter, [])
})

test('chainIdAndClientVersionAnswer', async () => {
  assert.equal(await reader.getChainId(), 31337)
  assert.match(await reader.request({ method: 'web3_clientVersion' }), /\S+/)
})

test('transferMovesEtherAndTheReceiptSaysSo', async () => {
  const to = fresh().address
  const before = await reader.getBalance({ address: owner.address })
  const receipt = await mined(await wallet.sendTransaction({ to, value: parseEther('1.5') }))
  assert.equal(receipt.status, 'success')
  assert.equal(receipt.gasUsed, 21000n)
  assert.equal(receipt.type, 'eip1559')
  assert.equal(await reader.getBalance({ address: to }), parseEther('1.5'))
  const after = await reader.getBalance({ address: owner.address })
  assert.equal(before - after, parseEther('1.5') + receipt.gasUsed * receipt.effectiveGasPrice)
})

test('everyTransactionTypeIsMinedAndReadBackAsSent', async () => {
  const to = fresh().address
  const gasPrice = await reader.getGasPrice()
  const accessList = [{ address: counter.address, storageKeys: [pad('0x00')] }]
  const requests = {
    legacy: { type: 'legacy', gasPrice },
    eip2930: { type: 'eip2930', gasPrice, accessList },
    eip1559: { type: 'eip1559', accessList },
  }
  for (const [type, fields] of Object.entries(requests)) {
    const hash = await wallet.sendTransaction({ to, value: 7n, ...fields })
    const receipt = await mined(hash)
    const transaction = await reader.getTransaction({ hash })
    assert.equal(transaction.type, type)
    assert.equal(receipt.type, type)
    assert.equal(transaction.value, 7n)
    assert.equal(transaction.from.toLowerCase(), owner.address.toLowerCase())
    assert.equal(transaction.blockHash, receipt.blockHash)
    if (type !== 'legacy') assert.equal(transaction.accessList.length, fields.accessList.length)
  }
})

test('deployedCodeIsReadBackAndCalled', async () => {
  assert.equal(await token.read.name(), 'Weft Test')
  assert.equal(await token.read.balanceOf([owner.address]), 1_000_000n)
  const code = await reader.getCode({ address: token.address })
  assert.ok(Token.bytecode.length > code.length && code.length > 1000)
})

test('tokenTransferEmitsADecodableLogThatFiltersFind', async () => {
  const to = fresh().address
  const receipt = await mined(await token.write.transfer([to, 42n]))
  assert.equal(receipt.logs.length, 1)
  const event = decodeEventLog({ abi: Token.abi, ...receipt.logs[0] })
  assert.deepEqual(event.args, { from: owner.address, to, value: 42n })
  const byTopic = await token.getEvents.Transfer({ to }, { fromBlock: 0n })
  assert.equal(byTopic.length, 1)
  assert.equal(byTopic[0].transactionHash, receipt.transactionHash)
  const byBlock = await reader.getLogs({ blockHash: receipt.blockHash, address: token.address })
  assert.equal(byBlock.filter((log) => log.transactionHash === receipt.transactionHash).length, 1)
})

test('multicallReadsThroughThePredeploy', async () => {
  const [supply, name, failing] = await reader.multicall({
    contracts: [
      { ...token, functionName: 'totalSupply' },
      { ...token, functionName: 'name' },
      { ...counter, functionName: 'refuse' },
    ],
  })
  assert.equal(supply.result, 1_000_000n)
  assert.equal(name.result, 'Weft Test')
  assert.equal(failing.status, 'failure')
  assert.match(failing.error.message, /refused on purpose/)
})

test('simulateContractDecodesACustomError', async () => {
  const poor = fresh().address
  const error = await rejection(
    reader.simulateContract({
      ...token,
      functionName: 'transfer',
      args: [owner.address, 5n],
      account: poor,
    }),
  )
  const reverted = error.walk((each) => each instanceof ContractFunctionRevertedError)
  assert.equal(reverted.data.errorName, 'InsufficientBalance')
  assert.deepEqual(reverted.data.args, [poor, 0n, 5n])
})

test('simulateContractDecodesAReasonAndAPanic', async () => {
  const reason = await rejection(reader.simulateContract({ ...counter, functionName: 'refuse' }))
  const reverted = reason.walk((each) => each instanceof ContractFunctionRevertedError)
  assert.equal(reverted.reason, 'refused on purpose')
  const panic = await rejection(
    reader.readContract({ ...counter, functionName: 'divide', args: [0n] }),
  )
  assert.match(panic.message, /[Dd]ivision|divide.*zero|modulo by zero/)
})

test('simulateContractReturnsTheResultOfAWrite', async () => {
  const { result, request } = await reader.simulateContract({
    ...token,
    functionName: 'transfer',
    args: [fresh().address, 1n],
    account: owner,
  })
  assert.equal(result, true)
  assert.equal((await mined(await wallet.writeContract(request))).status, 'success')
})

test('callOverridesBalanceCodeAndStorage', async () => {
  const number = await reader.readContract({
    ...counter,
    functionName: 'number',
    stateOverride: [
      { address: counter.address, stateDiff: [{ slot: pad('0x00'), value: pad('0x2a') }] },
    ],
  })
  assert.equal(number, 42n)
  // PUSH1 7 PUSH0 MSTORE PUSH1 32 PUSH0 RETURN
  const { data } = await reader.call({
    to: '0x00000000000000000000000000000000000c0de0',
    stateOverride: [
      { address: '0x00000000000000000000000000000000000c0de0', code: '0x60075f5260205ff3' },
    ],
  })
  assert.equal(data, pad('0x07'))
})

test('estimateGasIsEnoughAndNotWasteful', async () => {
  assert.equal(await reader.estimateGas({ account: owner, to: fresh().address, value: 1n }), 21000n)
  const gas = await counter.estimateGas.increment({ account: owner.address })
  const receipt = await mined(await counter.write.increment({ gas }))
  assert.equal(receipt.status, 'success')
  assert.ok(gas <= receipt.gasUsed * 2n, `estimated ${gas}, used ${receipt.gasUsed}`)
})

test('feesAreEstimatedFromHistory', async () => {
  const fees = await reader.estimateFeesPerGas()
  const block = await reader.getBlock()
  assert.ok(fees.maxFeePerGas >= block.baseFeePerGas)
  const history = await reader.getFeeHistory({ blockCount: 4, rewardPercentiles: [10, 50, 90] })
  assert.equal(history.baseFeePerGas.length, history.gasUsedRatio.length + 1)
  assert.equal(history.reward.length, history.gasUsedRatio.length)
  for (const rewards of history.reward) assert.equal(rewards.length, 3)
  assert.ok((await reader.estimateMaxPriorityFeePerGas()) >= 0n)
  assert.ok((await reader.getBlobBaseFee()) >= 1n)
})

test('blocksAreReadByNumberHashAndTag', async () => {
  const receipt = await mined(await wallet.sendTransaction({ to: owner.address, value: 1n }))
  const byNumber = await reader.getBlock({ blockNumber: receipt.blockNumber })
  const byHash = await reader.getBlock({ blockHash: byNumber.hash, includeTransactions: true })
  assert.equal(byHash.number, byNumber.number)
  assert.ok(byNumber.transactions.includes(receipt.transactionHash))
  const full = byHash.transactions.find((each) => each.hash === receipt.transactionHash)
  assert.equal(full.value, 1n)
  assert.equal(byNumber.parentHash, (await reader.getBlock({ blockNumber: byNumber.number - 1n })).hash)
  assert.equal((await reader.getBlock({ blockTag: 'earliest' })).number, 0n)
  for (const blockTag of ['latest', 'safe', 'finalized', 'pending']) {
    assert.ok((await reader.getBlock({ blockTag })).gasLimit > 0n, blockTag)
  }
  assert.equal(
    await reader.getBlockTransactionCount({ blockHash: byNumber.hash }),
    byNumber.transactions.length,
  )
  await assert.rejects(reader.getBlock({ blockNumber: 1_000_000_000n }), /could not be found/)
})

test('proofOfATokenBalanceMatchesStorageAndRoot', async () => {
  const slot = pad('0x00')
  const proof = await reader.getProof({ address: counter.address, storageKeys: [slot] })
  const stored = await reader.getStorageAt({ address: counter.address, slot })
  assert.equal(proof.storageProof[0].value, BigInt(stored))
  assert.equal(proof.codeHash, keccak256(await reader.getCode({ address: counter.address })))
  const block = await reader.getBlock()
  const account = await reader.getProof({
    address: counter.address,
    storageKeys: [],
    blockNumber: block.number,
  })
  assert.equal(keccak256(account.accountProof[0]), block.stateRoot)
})

test('accessListNamesTheSlotsACallTouches', async () => {
  const { accessList, gasUsed } = await reader.createAccessList({
    account: owner,
    to: counter.address,
    data: encodeFunctionData({ ...counter, functionName: 'increment' }),
  })
  const entry = accessList.find((each) => each.address === counter.address.toLowerCase())
  assert.ok(entry.storageKeys.includes(pad('0x00')))
  assert.ok(gasUsed > 21000n)
})

test('messagesAndTypedDataSignedByTheNodeRecover', async () => {
  const remote = createWalletClient({ chain, transport })
  const [first] = await remote.getAddresses()
  assert.equal(first, owner.address)
  const message = 'hello weft'
  const signature = await remote.signMessage({ account: first, message })
  assert.ok(await reader.verifyMessage({ address: first, message, signature }))
  const typed = {
    domain: { name: 'Weft', version: '1', chainId: 31337 },
    types: { Note: [{ name: 'text', type: 'string' }] },
    primaryType: 'Note',
    message: { text: message },
  }
  const typedSignature = await remote.signTypedData({ account: first, ...typed })
  assert.ok(await reader.verifyTypedData({ address: first, ...typed, signature: typedSignature }))
})

test('accountsOfTheNodeSendUnsignedTransactions', async () => {
  const remote = createWalletClient({ chain, transport })
  const [, second] = await remote.getAddresses()
  const to = fresh().address
  const receipt = await mined(await remote.sendTransaction({ account: second, to, value: 9n }))
  assert.equal(receipt.from.toLowerCase(), second.toLowerCase())
  assert.equal(await reader.getBalance({ address: to }), 9n)
})

test('delegatedAccountRunsABatchAsItself', async () => {
  const batch = await deploy(Batch, [])
  const delegator = privateKeyToAccount(generatePrivateKey())
  await mined(await wallet.sendTransaction({ to: delegator.address, value: parseEther('1') }))
  const authorization = await wallet.signAuthorization({
    account: delegator,
    contractAddress: batch.address,
  })
  const [left, right] = [fresh().address, fresh().address]
  const hash = await wallet.sendTransaction({
    to: delegator.address,
    authorizationList: [authorization],
    data: encodeFunctionData({
      abi: Batch.abi,
      functionName: 'run',
      args: [
        [
          { to: left, value: 11n, input: '0x' },
          { to: right, value: 22n, input: '0x' },
        ],
      ],
    }),
  })
  const receipt = await mined(hash)
  assert.equal(receipt.status, 'success')
  assert.equal(receipt.type, 'eip7702')
  assert.equal(await reader.getBalance({ address: left }), 11n)
  assert.equal(await reader.getBalance({ address: right }), 22n)
  assert.equal(
    (await reader.getCode({ address: delegator.address })).toLowerCase(),
    `0xef0100${batch.address.slice(2).toLowerCase()}`,
  )
  const transaction = await reader.getTransaction({ hash })
  assert.equal(transaction.authorizationList.length, 1)
  assert.equal(await reader.getTransactionCount({ address: delegator.address }), 1)
})

test('blockHashesReachBackAndTheHistoryContractAgrees', async () => {
  const number = await reader.getBlockNumber()
  const parent = await reader.getBlock({ blockNumber: number - 1n })
  const { data } = await reader.call({
    to: '0x0000F90827F1C53a10cb7A02335B175320002935',
    data: numberToHex(number - 1n, { size: 32 }),
    blockNumber: number,
  })
  assert.equal(data, parent.hash)
})

test('predeployedFactoryDeploysAtTheSameAddressAsElsewhere', async () => {
  const factory = '0x4e59b44847b379578588920cA78FbF26c0B4956C'
  const salt = keccak256(stringToHex(`salt ${Date.now()}`))
  const data = `${salt}${Counter.bytecode.slice(2)}`
  const { data: predicted } = await reader.call({ account: owner, to: factory, data })
  const receipt = await mined(await wallet.sendTransaction({ to: factory, data }))
  assert.equal(receipt.status, 'success')
  assert.equal(
    await reader.readContract({ address: predicted, abi: Counter.abi, functionName: 'owner' }),
    (await import('viem')).getAddress(factory),
  )
})

test('registryAndSystemContractsHaveCode', async () => {
  for (const address of [
    '0x1820a4B7618BdE71Dce8cdc73aAB6C95905faD24',
    '0x000F3df6D732807Ef1319fB7B8bB8522d0Beac02',
    '0x00000961Ef480Eb55e80D19ad83579A64c007002',
    '0x0000BBdDc7CE488642fb579F8B00f3a590007251',
  ]) {
    assert.ok((await reader.getCode({ address }))?.length > 2, `no code at ${address}`)
  }
})

test('failedTransactionIsMinedWithStatusReverted', async () => {
  const receipt = await mined(await counter.write.refuse({ gas: 100_000n }))
  assert.equal(receipt.status, 'reverted')
  assert.equal(receipt.logs.length, 0)
})

test('usedNonceIsRefusedByName', async () => {
  const nonce = await reader.getTransactionCount({ address: owner.address })
  const hash = await wallet.sendTransaction({ to: zeroAddress, value: 1n, nonce })
  await mined(hash)
  const error = await rejection(wallet.sendTransaction({ to: zeroAddress, value: 2n, nonce }))
  assert.match(error.details, /nonce too low/)
  assert.ok(error instanceof BaseError)
})

test('zeroTipAndExplicitFeesAreHonoured', async () => {
  const { baseFeePerGas } = await reader.getBlock()
  const receipt = await mined(
    await wallet.sendTransaction({
      to: fresh().address,
      value: 1n,
      maxFeePerGas: baseFeePerGas * 3n + parseGwei('5'),
      maxPriorityFeePerGas: parseGwei('1'),
    }),
  )
  const block = await reader.getBlock({ blockNumber: receipt.blockNumber })
  assert.equal(receipt.effectiveGasPrice, block.baseFeePerGas + parseGwei('1'))
})

test('rawTransactionHashIsKeccakOfItsBytes', async () => {
  const request = await wallet.prepareTransactionRequest({ to: fresh().address, value: 1n })
  const serializedTransaction = await wallet.signTransaction(request)
  const hash = await wallet.sendRawTransaction({ serializedTransaction })
  assert.equal(hash, keccak256(serializedTransaction))
  await mined(hash)
  assert.equal(toHex(await reader.getTransactionConfirmations({ hash })) >= '0x1', true)
})

async function rejection(promise) {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('expected a rejection, and it went through')
}
