import hardhatToolboxViem from '@nomicfoundation/hardhat-toolbox-viem'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'hardhat/config'

const target = process.env.DEVNET_TARGET

export default defineConfig({
  plugins: [hardhatToolboxViem],
  solidity: {
    version: '0.8.37',
    path: fileURLToPath(import.meta.resolve('solc/soljson.js')),
    settings: { optimizer: { enabled: true, runs: 200 } },
  },
  paths: {
    sources: 'src',
    tests: { nodejs: 'test', solidity: 'test' },
    artifacts: `${target}/artifacts`,
    cache: `${target}/cache`,
  },
  networks: {
    devnet: { type: 'http', chainType: 'l1', url: process.env.DEVNET_RPC, accounts: 'remote' },
  },
})
