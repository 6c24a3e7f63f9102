// web3.js over HTTP and WebSocket, with its four kinds of subscription.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Web3 } from 'web3'
import { contracts, eventually, httpUrl, privateKey, wsUrl } from './devnet.mjs'

const ws = new Web3(new Web3.providers.WebsocketProvider(wsUrl, {}, { autoReconnect: false }))
const http = new Web3(httpUrl)
const transports = { http, webSocket: ws }
const addresses = {}

before(() => {
  for (const [index, [name, web3]] of Object.entries(transports).entries()) {
    const account = web3.eth.accounts.wallet.add(privateKey(4 + index)).get(0)
    addresses[name] = account.address
    web3.eth.transactionPollingInterval = 50
    web3.eth.transactionReceiptPollingInterval = 50
    web3.eth.transactionConfirmationBlocks = 1
    web3.eth.Contract.transactionPollingInterval = 50
  }
})

after(() => ws.provider.disconnect())

for (const [name, web3] of Object.entries(transports)) {
  test(`${name}: networkChainAndNodeAreNamed`, async () => {
    assert.equal(await web3.eth.net.getId(), 31337n)
    assert.equal(await web3.eth.getChainId(), 31337n)
    assert.ok((await web3.eth.getNodeInfo()).length > 0)
    assert.equal(await web3.eth.net.isListening(), true)
    assert.ok((await web3.eth.getAccounts()).length >= 10)
    assert.equal(await web3.eth.isSyncing(), false)
  })

  test(`${name}: transferIsMined`, async () => {
    const to = web3.eth.accounts.create().address
    const receipt = await web3.eth.sendTransaction({ from: addresses[name], to, value: 5n })
    assert.equal(receipt.status, 1n)
    assert.equal(await web3.eth.getBalance(to), 5n)
  })

  test(`${name}: contractIsDeployedCalledAndItsEventsRead`, async () => {
    const from = addresses[name]
    const token = await new web3.eth.Contract(contracts.Token.abi)
      .deploy({ data: contracts.Token.bytecode, arguments: ['Web3', 500n] })
      .send({ from })
    const to = web3.eth.accounts.create().address
    const receipt = await token.methods.transfer(to, 9n).send({ from })
    assert.equal(receipt.events.Transfer.returnValues.value, 9n)
    assert.equal(await token.methods.balanceOf(to).call(), 9n)
    const events = await token.getPastEvents('Transfer', { filter: { to }, fromBlock: 0 })
    assert.equal(events.length, 1)
  })

  test(`${name}: revertCarriesItsData`, async () => {
    const from = addresses[name]
    const token = await new web3.eth.Contract(contracts.Token.abi)
      .deploy({ data: contracts.Token.bytecode, arguments: ['Web3', 1n] })
      .send({ from })
    const error = await token.methods
      .transfer(from, 2n)
      .call({ from })
      .then(() => undefined, (thrown) => thrown)
    assert.equal(error.cause.errorName, 'InsufficientBalance')
    assert.equal(error.cause.errorArgs.required, 2n)
  })
}

test('webSocket: newHeadsLogsAndPendingTransactionsAreDelivered', async () => {
  const from = addresses.webSocket
  const token = await new ws.eth.Contract(contracts.Token.abi)
    .deploy({ data: contracts.Token.bytecode, arguments: ['Web3', 500n] })
    .send({ from })
  const [heads, logs, pending] = [[], [], []]
  const headSubscription = await ws.eth.subscribe('newHeads')
  headSubscription.on('data', (head) => heads.push(head))
  const logSubscription = await ws.eth.subscribe('logs', { address: token.options.address })
  logSubscription.on('data', (log) => logs.push(log))
  const pendingSubscription = await ws.eth.subscribe('newPendingTransactions')
  pendingSubscription.on('data', (hash) => pending.push(hash))
  const receipt = await token.methods.transfer(from, 1n).send({ from })
  await eventually('the head', () => heads.find((each) => each.number === receipt.blockNumber))
  await eventually('the log', () =>
    logs.find((each) => each.transactionHash === receipt.transactionHash),
  )
  await eventually('the hash', () => (pending.includes(receipt.transactionHash) ? true : undefined))
  for (const subscription of [headSubscription, logSubscription, pendingSubscription]) {
    await subscription.unsubscribe()
  }
  const delivered = heads.length
  await ws.eth.sendTransaction({ from, to: from, value: 1n })
  assert.equal(heads.length, delivered)
})

test('webSocket: syncingCanBeSubscribedTo', async () => {
  const subscription = await ws.eth.subscribe('syncing')
  assert.ok(subscription.id)
  await subscription.unsubscribe()
})
