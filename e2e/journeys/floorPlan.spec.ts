import { z } from 'zod'
import { everythingSent, openDemo, openScreen, tuan } from '../support/counterPage.ts'
import { addTables, table } from '../support/house.ts'
import { expect, test } from '../support/journey.ts'
import { ask } from '../support/rest.ts'

const resourceSchema = z.object({
  name: z.string(),
  maxParty: z.number(),
  placement: z.object({ area: z.string(), x: z.number(), y: z.number(), shape: z.string() }),
})

test('a manager drags a table into place, nudges it by keys, adds one, and after a reload all stands where it was put', async ({
  page,
  hub,
}) => {
  const atHub = async (code: string) => resourceSchema.parse((await ask(hub.url, 'GET', `/v1/resources/${code}`)).body)
  const boxOf = async (code: string) => {
    const box = await table(page, code).boundingBox()
    if (box === null) throw new Error(`${code} is not shown`)
    return box
  }
  await addTables(hub.url)
  // The plan is the hub's: whoever changes it has to be known there.
  const isKnown = page.waitForResponse((response) => response.url().includes('staff.signIn') && response.ok())
  await openDemo(page, hub.url, tuan)
  await isKnown
  await everythingSent(page)
  await openScreen(page, 'Sơ đồ')
  await page.getByText('Ban công').click()
  await page.getByRole('button', { name: 'Sửa sơ đồ' }).click()

  await test.step('dragged: it goes with the hand, onto the grid, and the hub has it at once', async () => {
    const from = await boxOf('J1')
    const still = await boxOf('J2')
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
    await page.mouse.down()
    await page.mouse.move(from.x + from.width / 2 + 40, from.y + from.height / 2 + 90, { steps: 6 })
    await page.mouse.up()
    await expect.poll(async () => (await atHub('J1')).placement.y).toBeGreaterThan(150)
    const { x, y } = (await atHub('J1')).placement
    expect([x % 10, y % 10]).toEqual([0, 0])
    expect(x).toBeGreaterThan(150)
    expect((await atHub('J2')).placement).toMatchObject({ x: 400, y: 150 })
    const gap = { before: still.y - from.y, after: (await boxOf('J2')).y - (await boxOf('J1')).y }
    expect(gap.after).toBeLessThan(gap.before - 40)
  })
  const dragged = (await atHub('J1')).placement
  await test.step('nudged by an arrow key, ten centimetres at a time', async () => {
    await table(page, 'J1').press('ArrowLeft')
    await expect.poll(async () => (await atHub('J1')).placement.x).toBe(dragged.x - 10)
  })
  await test.step('a new one, with the next number and a place below the others', async () => {
    await page.getByRole('button', { name: 'Thêm bàn' }).click()
    const form = page.getByRole('form', { name: 'Bàn mới' })
    await form.getByLabel('Tên').fill('Bàn J3')
    await form.getByLabel('Mã').fill('J1')
    await form.getByLabel('đến').fill('6')
    await form.getByText('Dài').click()
    await form.getByRole('button', { name: 'Lưu' }).click()
    await expect(form.getByRole('alert')).toContainText('Mã này đã có')
    await form.getByLabel('Mã').fill('J3')
    await form.getByRole('button', { name: 'Lưu' }).click()
    await expect(table(page, 'J3')).toBeVisible()
    expect(await atHub('J3')).toMatchObject({
      ...{ name: 'Bàn J3', maxParty: 6 },
      placement: { area: 'Ban công', shape: 'long' },
    })
  })
  await page.getByRole('button', { name: 'Xong' }).click()
  await everythingSent(page)
  const stood = { J1: await boxOf('J1'), J2: await boxOf('J2'), J3: await boxOf('J3') }

  await page.reload()
  await openScreen(page, 'Sơ đồ')
  await page.getByText('Ban công').click()
  await expect(table(page, 'J3')).toHaveAccessibleName(/Bàn J3 .*6 chỗ/)
  expect({ J1: await boxOf('J1'), J2: await boxOf('J2'), J3: await boxOf('J3') }).toEqual(stood)
  expect((await atHub('J1')).placement).toMatchObject({ x: dragged.x - 10, y: dragged.y })
})
