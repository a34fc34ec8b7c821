import { startSimulator } from './simulator.ts'

/** `npm run payment-simulator`: prints what the hub has to be started with, and runs until it is stopped. */
const port = Number(process.env['PAYMENT_SIMULATOR_PORT'] ?? 4071)
const simulator = await startSimulator(port)
const settings = Object.entries(simulator.environmentFor(process.env['HOLDFAST_PUBLIC_URL'] ?? 'http://127.0.0.1:4070'))
process.stdout.write(
  [
    `ready ${simulator.url}`,
    'Start the hub with:',
    ...settings.map(([name, value]) => `export ${name}='${value}'`),
    '',
  ].join('\n'),
)
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    simulator.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
