import type { Page } from '@playwright/test'
import { ask } from './rest.ts'

export const hanh = { name: 'Hạnh', pin: '3333' }

/** Two tables that can be had at any hour, in a room of their own: the demo's own house closes at night. */
export const addTables = async (url: string): Promise<void> => {
  for (const [index, code] of ['J1', 'J2'].entries()) {
    const placement = {
      area: 'Ban công',
      x: 150 + index * 250,
      y: 150,
      width: 120,
      height: 120,
      turned: 0,
      shape: 'round',
    }
    const resource = { kind: 'table', name: `Bàn ${code}`, location: 'q1', minParty: 1, maxParty: 4, placement }
    const { status, body } = await ask(url, 'PUT', `/v1/resources/${code}`, resource)
    if (status !== 200) throw new Error(`no table: ${status} ${JSON.stringify(body)}`)
  }
}

/** A table on the plan. */
export const table = (page: Page, code: string) => page.locator(`[data-table="${code}"]`)
