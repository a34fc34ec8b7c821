import { type HubProcess, startHubProcess, temporaryFolder } from '../support/hubProcess.ts'
import { ownDatabase } from './ownServer.ts'

/** A hub of its own for a measurement, on the PostgreSQL to measure on; it is gone afterwards with all that it wrote. */
export const onHub = async <Result>(
  measure: (hub: HubProcess) => Promise<Result>,
  environment: Readonly<Record<string, string>> = {},
): Promise<Result> => {
  const { folder, remove } = temporaryFolder()
  const database = await ownDatabase()
  const settings = database === null ? environment : { ...environment, HOLDFAST_DATABASE_URL: database.url }
  try {
    const hub = await startHubProcess({ data: folder, environment: settings })
    try {
      return await measure(hub)
    } finally {
      await hub.stop()
    }
  } finally {
    await database?.remove()
    remove()
  }
}
