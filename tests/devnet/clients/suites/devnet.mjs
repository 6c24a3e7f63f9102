// What every suite needs to know of the node it talks to. The JUnit test that runs it says where
// the node is; each suite signs with accounts of its own, so that suites share a node.
import { readFileSync } from 'node:fs'
import { mnemonicToAccount } from 'viem/accounts'
import { toHex } from 'viem'

export const httpUrl = required('DEVNET_RPC')
export const wsUrl = httpUrl.replace('http', 'ws')
export const contracts = JSON.parse(readFileSync(required('DEVNET_CONTRACTS'), 'utf8'))
export const chainId = 31337

const mnemonic = 'test test test test test test test test test test test junk'

export function account(index) {
  return mnemonicToAccount(mnemonic, { addressIndex: index })
}

export function privateKey(index) {
  return toHex(account(index).getHdKey().privateKey)
}

/** One raw JSON-RPC body: what comes back, parsed. */
export async function post(body) {
  const response = await fetch(httpUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  return text === '' ? null : JSON.parse(text)
}

export async function request(method, ...params) {
  const { result, error } = await post({ jsonrpc: '2.0', id: 1, method, params })
  if (error) throw Object.assign(new Error(error.message), error)
  return result
}

/** Waits until `probe` answers something other than undefined, or fails after ten seconds. */
export async function eventually(what, probe) {
  const deadline = Date.now() + 10_000
  for (;;) {
    const found = await probe()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error(`waited 10 s in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

function required(name) {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run this through its JUnit test`)
  return value
}
