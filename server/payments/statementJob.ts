import type { Logger } from 'pino'
import { startWakingJob, type WakingJob } from '../wakingJob.ts'
import type { StatementDeps } from './importStatement.ts'
import { matchWaiting } from './matchWaiting.ts'

interface StatementJobOptions extends StatementDeps {
  readonly log: Logger
}

const tickMs = 30_000

/** The job that finds the sales of transfers that the bank told before the terminal did. */
export const startStatementJob = ({ log, ...deps }: StatementJobOptions): Pick<WakingJob, 'stop'> => {
  const run = async (): Promise<null> => {
    await matchWaiting(deps)
    return null
  }
  return startWakingJob({ name: 'statement', log, run, tickMs })
}
