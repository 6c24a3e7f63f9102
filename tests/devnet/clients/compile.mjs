// Compiles the Solidity sources of the client programs once:
//   node compile.mjs OUT.json    { "Token": { "abi": […], "bytecode": "0x…" }, … }
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import solc from 'solc'

const folder = new URL('./project/src/', import.meta.url)
const sources = {}
for (const name of readdirSync(folder)) {
  sources[name] = { content: readFileSync(new URL(name, folder), 'utf8') }
}
const output = JSON.parse(
  solc.compile(
    JSON.stringify({
      language: 'Solidity',
      sources,
      settings: {
        optimizer: { enabled: true, runs: 200 },
        outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
      },
    }),
  ),
)
const errors = (output.errors ?? []).filter((each) => each.severity === 'error')
if (errors.length > 0) {
  throw new Error(errors.map((each) => each.formattedMessage).join('\n'))
}
const contracts = {}
for (const file of Object.values(output.contracts)) {
  for (const [name, contract] of Object.entries(file)) {
    contracts[name] = { abi: contract.abi, bytecode: `0x${contract.evm.bytecode.object}` }
  }
}
writeFileSync(process.argv[2], JSON.stringify(contracts))
