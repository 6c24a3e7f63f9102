// Compiles src/main/solidity and writes one artifact per contract into a folder (by default the
// resources of the module; the test that compares gives another). Usage:
//
//   npm ci && node compile.mjs [FOLDER]
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import solc from 'solc';

const here = dirname(fileURLToPath(import.meta.url));
const sourceFolder = join(here, '../src/main/solidity');
const target = process.argv[2] ?? join(here, '../src/main/resources/io/weft/contracts/artifacts');

const settings = {
  evmVersion: 'osaka',
  optimizer: { enabled: true, runs: 200 },
};

const sources = {};
for (const name of readdirSync(sourceFolder).filter((n) => n.endsWith('.sol')).sort()) {
  sources[name] = { content: readFileSync(join(sourceFolder, name), 'utf8') };
}
const input = {
  language: 'Solidity',
  sources,
  settings: {
    ...settings,
    outputSelection: {
      '*': {
        '': ['ast'],
        '*': [
          'abi',
          'metadata',
          'storageLayout',
          'evm.bytecode.object',
          'evm.deployedBytecode.object',
          'evm.deployedBytecode.immutableReferences',
        ],
      },
    },
  },
};
const output = JSON.parse(solc.compile(JSON.stringify(input)));
if (output.errors?.length) {
  console.error(output.errors.map((e) => e.formattedMessage).join('\n'));
  process.exit(1); // a warning is an error here
}

// The compiler names immutable variables by their place in the syntax tree only.
const variableNames = {};
function collectNames(node) {
  if (node?.nodeType === 'VariableDeclaration') variableNames[node.id] = node.name;
  if (node && typeof node === 'object') Object.values(node).forEach(collectNames);
}
Object.values(output.sources).forEach((source) => collectNames(source.ast));

mkdirSync(target, { recursive: true });
const written = [];
for (const [file, contracts] of Object.entries(output.contracts)) {
  for (const [name, contract] of Object.entries(contracts)) {
    // interfaces have no code and internal libraries nothing to deploy
    if (file !== `${name}.sol` || contract.abi.every((e) => e.type === 'error') || !contract.evm.bytecode.object) {
      continue;
    }
    const metadata = JSON.parse(contract.metadata);
    const artifact = {
      contractName: name,
      sourceName: file,
      compiler: { version: metadata.compiler.version, settings },
      sources: Object.fromEntries(
        Object.entries(metadata.sources)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([source, { keccak256 }]) => [source, keccak256]),
      ),
      abi: contract.abi,
      storageLayout: {
        storage: contract.storageLayout.storage.map(({ label, slot, offset, type }) => ({ label, slot, offset, type })),
        types: contract.storageLayout.types,
      },
      bytecode: '0x' + contract.evm.bytecode.object,
      deployedBytecode: '0x' + contract.evm.deployedBytecode.object,
      immutableReferences: Object.fromEntries(
        Object.entries(contract.evm.deployedBytecode.immutableReferences)
          .map(([id, places]) => [variableNames[id], places])
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    };
    writeFileSync(join(target, `${name}.json`), JSON.stringify(artifact, null, 2) + '\n');
    written.push(name);
  }
}
console.log(`compiled ${written.length} contracts with solc ${solc.version()}: ${written.join(', ')}`);
