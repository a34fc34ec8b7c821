import { mostCopiedCodes } from '../../shared/kinds/voucher/copies.ts'
import { dueOf, moneyOf, type Order } from '../../shared/orders/orders.ts'
import type { OrderStep } from '../../shared/orders/orderSteps.ts'
import type { HubClient } from '../sync/hubClient.ts'
import type { HubRequest } from '../sync/hubRequest.ts'
import { ask, orNull } from './askOnce.ts'
import { askLists } from './downloadList.ts'
import { askOverview } from './askOverview.ts'
import { askPreorders } from './askPreorders.ts'
import { sendItems } from './sendItems.ts'
import type { Questions } from './questions.ts'
import type { BoardCampaign, BoardOrder } from './terminal.ts'

const rowsAtOnce = 100
const codesAtOnce = 50_000

type ToldCampaign = Awaited<ReturnType<HubClient['vouchers']['campaigns']['query']>>['data'][number]

const momentOf = (text: string | undefined): number | null => (text === undefined ? null : Date.parse(text))

const campaignOf = (told: ToldCampaign): BoardCampaign => {
  const { code, name, discount, quantity, usesPerCode, codes, free, held, used, items, validFrom, validUntil } = told
  return {
    ...{ code, name, discount, quantity, usesPerCode, items: items ?? null, perCustomer: told.perCustomer ?? null },
    ...{ budget: told.budget?.amount ?? null, minimum: told.minimum?.amount ?? null },
    ...{ validFrom: momentOf(validFrom), validUntil: momentOf(validUntil), isCopied: quantity <= mostCopiedCodes },
    counts: { codes, free, held, used },
  }
}

/** An order as the hub has just told it; nothing was done with it here. */
const asTold = (order: Order, steps: readonly OrderStep[]): BoardOrder => ({
  ...{ ...order, steps, doneHere: [], money: moneyOf(order) },
  // Its state is of now already.
  due: dueOf(order, 0),
})

/** Puts the screens' questions to the hub. */
export const askHub = (client: HubClient, request: HubRequest): Questions => ({
  totals: async ({ text, sort, descending, unlisted = false, cursor }) => {
    const query = text.trim() === '' ? {} : { query: text.trim() }
    const page = await ask(
      client.stock.totals.query({ ...query, sort, descending, unlisted, cursor, limit: rowsAtOnce }),
    )
    return { rows: page.data, nextCursor: page.nextCursor }
  },
  total: (sku) => ask(orNull(client.stock.bySku.query({ sku }))),
  movements: async ({ sku, location, cursor }) => {
    const page = await ask(orNull(client.stock.movements.query({ sku, location, cursor })))
    return page === null ? { rows: [], nextCursor: null } : { rows: page.data, nextCursor: page.nextCursor }
  },
  lastTaken: (sku) => ask(client.stock.lastTaken.query({ sku })),
  flashSaleOf: (sku) => ask(orNull(client.sales.read.query({ sku }))),
  beginFlashSale: (sku, hours, perBuyer) => ask(client.sales.begin.mutate({ sku, hours, perBuyer })),
  endFlashSale: (sku) => ask(client.sales.end.mutate({ sku })),
  findOrders: async ({ text, channel, cursor }) => {
    const about = { ...(text.trim() === '' ? {} : { text: text.trim() }), ...(channel === '' ? {} : { channel }) }
    const { data, nextCursor } = await ask(client.orders.find.query({ ...about, cursor }))
    return { rows: data.map(({ steps, ...order }) => asTold(order, steps)), nextCursor }
  },
  bringOrder: (order) => ask(client.orders.bring.mutate({ order })),
  statementLines: async (cursor) => {
    const { data, nextCursor } = await ask(client.orders.unmatched.query({ cursor }))
    return { rows: data, nextCursor }
  },
  bookStatementLine: async (line, order) =>
    (await ask(orNull(client.orders.bookLine.mutate({ line, order }).then(() => true)))) ?? false,
  campaigns: async (cursor) => {
    const { data, nextCursor } = await ask(client.vouchers.campaigns.query({ cursor }))
    return { rows: data.map(campaignOf), nextCursor }
  },
  lookAtCode: (code) => ask(orNull(client.vouchers.look.query({ code }))),
  saveCampaign: async (campaign) =>
    (await ask(orNull(client.vouchers.save.mutate(campaign).then(() => true)))) ?? false,
  makeCodes: (campaign, wanted) =>
    ask(client.vouchers.make.mutate({ campaign, wanted: typeof wanted === 'number' ? wanted : [...wanted] })),
  codesOf: async (campaign, cursor) => {
    const { codes, nextCursor } = await ask(client.vouchers.codes.query({ campaign, cursor, limit: codesAtOnce }))
    return { rows: codes, nextCursor }
  },
  ...askOverview(client),
  ...askLists(request),
  voidCode: async (code) => (await ask(orNull(client.vouchers.void.mutate({ code }).then(() => true)))) ?? false,
  lookAtTicket: async (code) => {
    const told = await ask(orNull(client.seating.ticket.query({ code })))
    return told === null ? null : { ...told, startsAt: Date.parse(told.startsAt) }
  },
  saveEvent: (event) => ask(client.seating.saveEvent.mutate(event)),
  discrepancies: async (query, cursor) => {
    const { data, nextCursor } = await ask(client.discrepancies.list.query({ ...query, cursor }))
    return { rows: data, nextCursor }
  },
  openDiscrepancies: () => ask(client.discrepancies.open.query()),
  returnPhoto: (hash) => ask(orNull(client.returns.photo.query({ hash }))),
  ...askPreorders(client),
  saveItem: async (item) =>
    (await ask(orNull(client.items.save.mutate({ ...item, barcodes: [...item.barcodes] })))) !== null,
  setListed: async (sku, listed) =>
    (await ask(orNull(client.items.setListed.mutate({ sku, listed }).then(() => true)))) ?? false,
  importItems: (file, onEvent) => sendItems(request, file, onEvent),
  saveResource: async (resource) => (await ask(orNull(client.bookables.saveResource.mutate(resource)))) !== null,
  saveService: async (service) => (await ask(orNull(client.bookables.saveService.mutate(service)))) !== null,
  aheadOf: (code) => ask(orNull(client.bookables.ahead.query({ code }))),
  outOfUse: () => ask(client.bookables.outOfUse.query()),
  setInUse: async (code, isInUse) =>
    (await ask(orNull(client.bookables.setInUse.mutate({ code, isInUse }).then(() => true)))) ?? false,
  saveHours: async (code, hours) => (await ask(orNull(client.bookables.saveHours.mutate({ code, hours })))) !== null,
  createCode: (place) => ask(client.pairing.createCode.mutate(place)),
  saveLocation: (location) => ask(client.locations.save.mutate(location)),
  lookForCustomer: (whom) => ask(client.customers.lookFor.mutate(whom)),
  eraseCustomer: (whom) => ask(client.customers.erase.mutate(whom)),
  erasures: () => ask(client.customers.erasures.query()),
  bankAccount: () => ask(client.bankAccount.read.query()),
  sayBankAccount: async (account) => (await ask(client.bankAccount.say.mutate({ account }))) === 'said',
  people: () => ask(client.staff.list.query()),
  savePerson: (person) => ask(client.staff.save.mutate(person)),
  changePin: (pins) => ask(client.staff.changePin.mutate(pins)),
  terminals: () => ask(client.pairing.list.query()),
  revoke: (terminal) => ask(client.pairing.revoke.mutate({ terminal })),
  selfCheck: () => ask(client.selfCheck.run.query()),
  setUpNeeded: async () => (await ask(client.setup.needed.query())).needed,
  setUp: async (shop) => {
    const made = shop === 'demo' ? client.setup.demo.mutate() : client.setup.shop.mutate(shop)
    return (await ask(orNull(made)))?.code ?? null
  },
})
