import os from 'node:os'
import { arbiterBench } from './arbiterBench.ts'
import { availabilityBench } from './availabilityBench.ts'
import { browserBench } from './browserBench.ts'
import { expiryBench } from './expiryBench.ts'
import { flashBench } from './flashBench.ts'
import { historyBench } from './historyBench.ts'
import { hubsBench } from './hubsBench.ts'
import { overviewBench } from './overviewBench.ts'
import { restBench } from './restBench.ts'
import { seatMapBench } from './seatMapBench.ts'
import { seatsBench } from './seatsBench.ts'
import { sweepBench } from './sweepBench.ts'
import { terminalsBench } from './terminalsBench.ts'
import { voucherBench } from './voucherBench.ts'
import { type Benchmark, tableOf } from './report.ts'

/** `npm run bench`: all benchmarks; `npm run bench -- NAME`: those named. Ratios to a baseline of the same run; exit code 1 if one is not met. */
const benchmarks: readonly Benchmark[] = [
  arbiterBench,
  restBench,
  sweepBench,
  expiryBench,
  flashBench,
  hubsBench,
  historyBench,
  terminalsBench,
  availabilityBench,
  voucherBench,
  overviewBench,
  seatsBench,
  seatMapBench,
  browserBench,
]

const asked = process.argv.slice(2)
const chosen = asked.length === 0 ? benchmarks : benchmarks.filter(({ name }) => asked.includes(name))
if (chosen.length === 0) {
  process.stderr.write(`there is no such benchmark; there are: ${benchmarks.map(({ name }) => name).join(', ')}\n`)
  process.exit(2)
}
process.stdout.write(`${os.cpus().length} cores, Node ${process.version}\n`)
for (const benchmark of chosen) {
  process.stdout.write(`\n## ${benchmark.name}: ${benchmark.about}\n\n`)
  const figures = await benchmark.run()
  process.stdout.write(`${tableOf(figures)}\n`)
  if (figures.some(({ met }) => met === false)) process.exitCode = 1
}
