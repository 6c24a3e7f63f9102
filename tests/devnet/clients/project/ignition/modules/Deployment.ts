import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'

/** Two contracts and two calls, one of which needs the other contract's address. */
export default buildModule('Deployment', (m) => {
  const token = m.contract('Token', ['Ignited', 1_000_000n])
  const counter = m.contract('Counter')
  const increment = m.call(counter, 'increment')
  m.call(token, 'transfer', [counter, 500n], { after: [increment] })
  return { token, counter }
})
