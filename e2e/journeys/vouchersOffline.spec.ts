import { z } from 'zod'
import { everythingSent, lan, openDemo, openScreen, scan, takeCash, tuan } from '../support/counterPage.ts'
import { expect, test } from '../support/journey.ts'
import { ask, count, selfCheckOf, stockOf, unheldItemsOf } from '../support/rest.ts'

const off = 10_000
const own = [
  ['MUAHEA1', 'MUAHEA2', 'MUAHEA3'],
  ['MUAHEB1', 'MUAHEB2', 'MUAHEB3'],
] as const
/** Both terminals sell with it; it has one use. */
const shared = 'MUAHECHUNG'

const voucherSchema = z.object({ state: z.string(), history: z.array(z.object({ event: z.string() })) })
const usesOf = async (url: string, code: string) => {
  const { state, history } = voucherSchema.parse((await ask(url, 'GET', `/v1/vouchers/${code}`)).body)
  return { state, used: history.filter(({ event }) => event === 'used').length }
}

test('S7: two terminals sell with vouchers while offline: then each is used once, who was second is in the inbox, and all goods have left', async ({
  page,
  browser,
  hub,
  line,
}) => {
  const campaign = { name: 'Mùa hè', discount: { kind: 'amount', value: off }, quantity: 10 }
  await ask(hub.url, 'PUT', '/v1/voucher-campaigns/mua-he', campaign)
  await ask(hub.url, 'POST', '/v1/voucher-campaigns/mua-he/codes', { codes: [...own.flat(), shared] })
  const things = await unheldItemsOf(hub.url, 8)
  for (const { sku } of things) await count(hub.url, sku, 5)
  const other = await (await browser.newContext()).newPage()
  await openDemo(page, line.url, lan)
  await openDemo(other, line.url, tuan)
  await Promise.all([everythingSent(page), everythingSent(other)])
  await line.cut()
  for (const [till, terminal] of [page, other].entries()) {
    await expect(terminal.getByText(/Mất mạng từ/)).toBeVisible()
    const codes = [...(own[till] ?? []), shared]
    for (const [place, code] of codes.entries()) {
      const thing = things[till * codes.length + place]
      if (thing === undefined) throw new Error('the demo shop has too few things')
      await scan(terminal, thing.barcode)
      await expect(terminal.locator(`li[data-sku="${thing.sku}"]`)).toHaveAttribute('data-state', 'asked')
      await scan(terminal, code)
      const voucher = terminal.locator(`li[data-voucher="${code}"]`)
      await expect(voucher).toHaveAttribute('data-state', 'asked')
      await expect(voucher).toContainText('Chưa được máy chủ xác nhận')
      await takeCash(terminal)
    }
  }
  await line.restore()
  for (const terminal of [page, other]) await everythingSent(terminal)
  for (const code of [...own.flat(), shared]) expect(await usesOf(hub.url, code)).toEqual({ state: 'used', used: 1 })
  for (const { sku } of things) expect(await stockOf(hub.url, sku)).toMatchObject({ onHand: 4, held: 0, available: 4 })
  await openScreen(other, 'Hoạt động')
  await expect(other.getByTestId('discrepancy')).toHaveCount(1)
  await expect(other.getByTestId('discrepancy')).toContainText(shared)
  expect(await selfCheckOf(hub.url)).toEqual({ clean: true, differences: [] })
})
