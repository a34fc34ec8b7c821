import { test as base } from '@playwright/test'
import { demoHub, ownDatabase } from './ownDatabase.ts'
import { type HubProcess, startHubProcess, temporaryFolder } from './hubProcess.ts'
import { layLine, type Line } from './line.ts'

export interface Ground {
  /** A hub of its own for each test, with the demo shop. */
  readonly hub: HubProcess
  /** The wire to it, which can be cut. */
  readonly line: Line
}

/** Playwright's `test`, with a hub for each test. */
export const test = base.extend<Ground>({
  // Playwright reads the fixtures that one needs from the pattern of the first parameter.
  // oxlint-disable-next-line no-empty-pattern
  hub: async ({}, use) => {
    const { folder, remove } = temporaryFolder()
    const database = await ownDatabase()
    const environment = { ...demoHub, ...database.environment }
    const hub = await startHubProcess({ data: folder, environment })
    await use(hub)
    await hub.stop()
    await database.drop()
    remove()
  },
  line: async ({ hub }, use) => {
    const line = await layLine(hub.url)
    await use(line)
    await line.close()
  },
})
export { expect } from '@playwright/test'
