#!/usr/bin/env node
// A `solc` for forge, which has no compiler of its own: answers --version and --standard-json
// out of the npm package. Native tools recognise a release by the platform at the end of its name.
import { readFileSync } from 'node:fs'
import solc from 'solc'

const arguments_ = process.argv.slice(2)
if (arguments_.includes('--version')) {
  const release = solc.version().replace(/\.Emscripten.*/, '.Linux.g++')
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${release}`)
} else if (arguments_.includes('--standard-json')) {
  process.stdout.write(solc.compile(readFileSync(0, 'utf8')))
} else {
  console.error(`expected --version or --standard-json, got: ${arguments_.join(' ')}`)
  process.exitCode = 2
}
