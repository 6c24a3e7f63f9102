// ethers as a script or a page uses it: batched HTTP, polled filters, WebSocket subscriptions.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  AbiCoder,
  Contract,
  ContractFactory,
  HDNodeWallet,
  JsonRpcProvider,
  NonceManager,
  Wallet,
  WebSocketProvider,
  id,
  keccak256,
  parseEther,
} from 'ethers'
import { chainId, contracts, eventually, httpUrl, privateKey, wsUrl } from './devnet.mjs'

const http = new JsonRpcProvider(httpUrl, chainId, { staticNetwork: true, cacheTimeout: -1 })
http.pollingInterval = 50
const ws = new WebSocketProvider(wsUrl, chainId, { staticNetwork: true })
const wallet = new NonceManager(new Wallet(privateKey(3), http))
let token

before(async () => {
  const { abi, bytecode } = contracts.Token
  token = await new ContractFactory(abi, bytecode, wallet).deploy('Ethers', 1_000n)
  await token.waitForDeployment()
})

after(async () => {
  http.destroy()
  await ws.destroy()
})

test('networkIsDetected', async () => {
  const detecting = new JsonRpcProvider(httpUrl)
  assert.equal((await detecting.getNetwork()).chainId, BigInt(chainId))
  detecting.destroy()
})

test('requestsOfOneTickTravelAsOneBatch', async () => {
  const sent = []
  const batching = new JsonRpcProvider(httpUrl, chainId, { staticNetwork: true, batchStallTime: 20 })
  batching.on('debug', (event) => {
    if (event.action === 'sendRpcPayload') sent.push(event.payload)
  })
  const answers = await Promise.all([
    batching.getBlockNumber(),
    batching.getBalance(await wallet.getAddress()),
    batching.send('eth_gasPrice', []),
    batching.getBlock('latest'),
  ])
  assert.equal(sent.length, 1)
  assert.equal(sent[0].length, 4)
  assert.ok(answers[0] >= 1 && answers[1] > 0n && BigInt(answers[2]) > 0n)
  assert.ok(answers[3].hash.startsWith('0x'))
  batching.destroy()
})

test('aBatchSurvivesAFailingMember', async () => {
  const [good, bad] = await Promise.allSettled([
    http.getBlockNumber(),
    http.send('eth_noSuchMethod', []),
  ])
  assert.equal(good.status, 'fulfilled')
  assert.equal(bad.status, 'rejected')
  assert.equal(bad.reason.code, 'UNSUPPORTED_OPERATION')
})

test('transferWaitsForItsReceipt', async () => {
  const to = Wallet.createRandom().address
  const response = await wallet.sendTransaction({ to, value: parseEther('0.25') })
  const receipt = await response.wait(1, 10_000)
  assert.equal(receipt.status, 1)
  assert.equal(await http.getBalance(to), parseEther('0.25'))
  assert.equal((await http.getTransaction(response.hash)).blockNumber, receipt.blockNumber)
  assert.equal((await receipt.getBlock()).hash, receipt.blockHash)
})

test('burstOfManyNoncesIsMinedInOrder', async () => {
  const to = Wallet.createRandom().address
  const responses = await Promise.all(
    Array.from({ length: 20 }, (_, i) => wallet.sendTransaction({ to, value: BigInt(i + 1) })),
  )
  const receipts = await Promise.all(responses.map((each) => each.wait(1, 20_000)))
  assert.ok(receipts.every((each) => each.status === 1))
  assert.equal(await http.getBalance(to), 210n)
  const byNonce = responses
    .map((each, i) => [each.nonce, receipts[i].blockNumber])
    .sort(([left], [right]) => left - right)
  for (let i = 1; i < byNonce.length; i++) assert.ok(byNonce[i][1] >= byNonce[i - 1][1])
})

test('contractEventsArriveThroughAPolledFilter', async () => {
  const to = Wallet.createRandom().address
  const seen = []
  await token.on(token.filters.Transfer(null, to), ({ args }) => seen.push([args.to, args.value]))
  await new Promise((resolve) => setTimeout(resolve, 200))
  await (await token.transfer(to, 5n)).wait(1, 10_000)
  await eventually('the event', () => (seen.length ? true : undefined))
  assert.deepEqual(seen[0], [to, 5n])
  await token.removeAllListeners()
})

test('queryFilterReadsHistory', async () => {
  const to = Wallet.createRandom().address
  const receipt = await (await token.transfer(to, 6n)).wait(1, 10_000)
  const found = await token.queryFilter(token.filters.Transfer(null, to), 0, 'latest')
  assert.equal(found.length, 1)
  assert.equal(found[0].args.value, 6n)
  assert.equal(found[0].transactionHash, receipt.hash)
})

test('customErrorIsDecodedFromACall', async () => {
  const error = await token
    .connect(http)
    .transfer.staticCall(Wallet.createRandom().address, 7n, { from: Wallet.createRandom().address })
    .then(() => undefined, (thrown) => thrown)
  assert.equal(error.code, 'CALL_EXCEPTION')
  assert.equal(error.revert.name, 'InsufficientBalance')
  assert.equal(error.revert.args[2], 7n)
})

test('customErrorIsDecodedFromAnEstimate', async () => {
  const error = await token.transfer(Wallet.createRandom().address, 10_000_000n).then(
    () => undefined,
    (thrown) => thrown,
  )
  // A nonce manager counts what it tried to send.
  wallet.reset()
  assert.equal(error.code, 'CALL_EXCEPTION')
  assert.equal(token.interface.parseError(error.data).name, 'InsufficientBalance')
})

test('lackOfFundsHasItsOwnCode', async () => {
  const poor = Wallet.createRandom(http)
  const error = await poor.sendTransaction({ to: poor.address, value: 1n }).then(
    () => undefined,
    (thrown) => thrown,
  )
  assert.equal(error.code, 'INSUFFICIENT_FUNDS')
})

test('usedNonceHasItsOwnCode', async () => {
  const plain = new Wallet(privateKey(3), http)
  const error = await plain
    .sendTransaction({ to: plain.address, value: 1n, nonce: 0, gasLimit: 21_000n })
    .then(() => undefined, (thrown) => thrown)
  assert.equal(error.code, 'NONCE_EXPIRED')
})

test('accountsOfTheNodeSignForAJsonRpcSigner', async () => {
  const signer = await http.getSigner(9)
  const expected = HDNodeWallet.fromPhrase(
    'test test test test test test test test test test test junk',
    '',
    "m/44'/60'/0'/0/9",
  )
  assert.equal(signer.address, expected.address)
  const to = Wallet.createRandom().address
  await (await signer.sendTransaction({ to, value: 3n })).wait(1, 10_000)
  assert.equal(await http.getBalance(to), 3n)
})

test('storageReadsBackWhatSolidityWrote', async () => {
  const slot = AbiCoder.defaultAbiCoder().encode(
    ['address', 'uint256'],
    [await wallet.getAddress(), 1],
  )
  const stored = await http.getStorage(await token.getAddress(), keccak256(slot))
  assert.equal(BigInt(stored), await token.balanceOf(await wallet.getAddress()))
})

test('webSocketDeliversBlocksAndLogs', async () => {
  const blocks = []
  const logs = []
  await ws.on('block', (number) => blocks.push(number))
  await ws.on(
    { address: await token.getAddress(), topics: [id('Transfer(address,address,uint256)')] },
    (log) => logs.push(log),
  )
  await settled()
  const receipt = await (await token.transfer(Wallet.createRandom().address, 8n)).wait(1, 10_000)
  await eventually('the block', () => (blocks.includes(receipt.blockNumber) ? true : undefined))
  const log = await eventually('the log', () =>
    logs.find((each) => each.transactionHash === receipt.hash),
  )
  assert.equal(log.removed, false)
  assert.equal(log.blockHash, receipt.blockHash)
  await silence()
})

test('webSocketDeliversPendingHashes', async () => {
  const hashes = []
  await ws.on('pending', (hash) => hashes.push(hash))
  await settled()
  const { hash } = await wallet.sendTransaction({ to: Wallet.createRandom().address, value: 1n })
  await eventually('the hash', () => (hashes.includes(hash) ? true : undefined))
  await silence()
})

// Subscriptions are installed and removed by requests that ethers does not let us wait for; what
// is asked after them on the same connection is answered after them.
async function settled() {
  await new Promise((resolve) => setTimeout(resolve, 50))
  await ws.getBlockNumber()
}

async function silence() {
  await ws.removeAllListeners()
  await settled()
}
