// viem's watchers, by polling over HTTP and by subscription over WebSocket.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createPublicClient, createWalletClient, http, parseEther, webSocket } from 'viem'
import { foundry } from 'viem/chains'
import { account, contracts, eventually, httpUrl, wsUrl } from './devnet.mjs'

const chain = foundry
const wallet = createWalletClient({ chain, transport: http(httpUrl), account: account(1) })
const waiter = createPublicClient({ chain, transport: http(httpUrl), pollingInterval: 25 })

const overWebSocket = webSocket(wsUrl, { reconnect: false })
const clients = {
  http: createPublicClient({ chain, transport: http(httpUrl), pollingInterval: 50 }),
  webSocket: createPublicClient({ chain, transport: overWebSocket }),
}

after(async () => (await clients.webSocket.transport.getRpcClient()).close())

async function send(request) {
  const hash = await wallet.sendTransaction(request)
  return waiter.waitForTransactionReceipt({ hash })
}

for (const [name, client] of Object.entries(clients)) {
  test(`${name}: watchBlocksSeesEveryNewHead`, async () => {
    const seen = new Map()
    const errors = []
    const stop = client.watchBlocks({
      emitMissed: true,
      onBlock: (block) => seen.set(block.number, block.hash),
      onError: (error) => errors.push(error),
    })
    await started(seen, client)
    const numbers = []
    for (let i = 0; i < 3; i++) {
      numbers.push((await send({ to: account(1).address, value: 1n })).blockNumber)
    }
    await eventually('three heads', () => (numbers.every((n) => seen.has(n)) ? true : undefined))
    for (const blockNumber of numbers) {
      assert.equal(seen.get(blockNumber), (await client.getBlock({ blockNumber })).hash)
    }
    assert.deepEqual(errors, [])
    stop()
  })

  test(`${name}: watchContractEventSeesDecodedLogs`, async () => {
    const hash = await wallet.deployContract(contracts.Counter)
    const { contractAddress: address } = await waiter.waitForTransactionReceipt({ hash })
    const logs = []
    const errors = []
    const stop = client.watchContractEvent({
      address,
      abi: contracts.Counter.abi,
      eventName: 'Changed',
      onLogs: (batch) => logs.push(...batch),
      onError: (error) => errors.push(error),
    })
    await settled()
    for (let i = 0; i < 2; i++) {
      const sent = await wallet.writeContract({
        address,
        abi: contracts.Counter.abi,
        functionName: 'increment',
      })
      await waiter.waitForTransactionReceipt({ hash: sent })
    }
    await eventually('two logs', () => (logs.length >= 2 ? true : undefined))
    assert.deepEqual(
      logs.map((log) => log.args.number),
      [1n, 2n],
    )
    assert.deepEqual(errors, [])
    stop()
  })

  test(`${name}: watchPendingTransactionsSeesWhatIsSent`, async () => {
    const hashes = new Set()
    const errors = []
    const stop = client.watchPendingTransactions({
      onTransactions: (batch) => batch.forEach((hash) => hashes.add(hash)),
      onError: (error) => errors.push(error),
    })
    await settled()
    const { transactionHash } = await send({ to: account(1).address, value: parseEther('0.1') })
    await eventually('the hash', () => (hashes.has(transactionHash) ? true : undefined))
    assert.deepEqual(errors, [])
    stop()
  })
}

test('webSocket: requestsAndSubscriptionsShareOneConnection', async () => {
  const client = clients.webSocket
  const heads = []
  const { unsubscribe } = await client.transport.subscribe({
    params: ['newHeads'],
    onData: (head) => heads.push(head),
    onError: () => {},
  })
  const receipt = await send({ to: account(1).address, value: 1n })
  const number = await client.getBlockNumber({ cacheTime: 0 })
  assert.ok(number >= receipt.blockNumber)
  const head = await eventually('the head', () =>
    heads.find((each) => BigInt(each.result?.number ?? each.number) === receipt.blockNumber),
  )
  assert.ok(head)
  await unsubscribe()
})

// A filter or subscription is installed by a request that viem does not let us wait for; the
// requests made here go the same way after it.
async function settled() {
  for (const client of Object.values(clients)) await client.getChainId()
  await new Promise((resolve) => setTimeout(resolve, 150))
}

async function started(seen, client) {
  if (client === clients.http) await eventually('the first poll', () => (seen.size ? true : undefined))
  else await settled()
}
