import { expect, test } from '@playwright/test'
import { type HubProcess, startHubProcess, temporaryFolder } from '../support/hubProcess.ts'
import { lan, openDemo, scan } from '../support/counterPage.ts'
import { ask, selfCheckOf } from '../support/rest.ts'
import { z } from 'zod'

const { folder, remove } = temporaryFolder()
let hub: HubProcess

test.beforeAll(async () => {
  hub = await startHubProcess({ data: folder, environment: { HOLDFAST_DEMO: '1' } })
})
test.afterAll(async () => {
  await hub.stop()
  remove()
})

const itemsSchema = z.object({
  data: z.array(z.object({ sku: z.string(), name: z.string(), barcodes: z.array(z.string()) })),
})
const stockSchema = z.object({
  data: z.array(z.object({ onHand: z.number(), held: z.number(), available: z.number() })),
})

test('a newcomer opens the demo shop, scans, takes cash, and the hub has booked it', async ({ page }) => {
  const { data } = itemsSchema.parse((await ask(hub.url, 'GET', '/v1/items?query=ca%20phe')).body)
  const levelOf = async (sku: string) =>
    stockSchema.parse((await ask(hub.url, 'GET', `/v1/stock?sku=${sku}&location=q1`)).body).data[0]
  let [item, before] = [data[0], undefined as Awaited<ReturnType<typeof levelOf>>]
  for (const one of data) {
    const level = await levelOf(one.sku)
    if (level !== undefined && level.available >= 3 && one.barcodes.length > 0) [item, before] = [one, level]
  }
  if (item === undefined || before === undefined) throw new Error('the demo shop has no coffee left')

  await openDemo(page, hub.url, lan)
  await scan(page, item.barcodes[0] ?? '')
  await expect(page.getByText(item.name).first()).toBeVisible()
  await expect.poll(async () => (await levelOf(item.sku))?.held).toBe(before.held + 1)
  await scan(page, item.barcodes[0] ?? '')
  await expect.poll(async () => (await levelOf(item.sku))?.held).toBe(before.held + 2)

  await page.keyboard.press('F8')
  await page.getByRole('button', { name: /500/ }).first().click()
  await page.keyboard.press('Enter')
  await expect.poll(async () => levelOf(item.sku)).toMatchObject({ onHand: before.onHand - 2, held: before.held })
  expect(await selfCheckOf(hub.url)).toEqual({ clean: true, differences: [] })
})
