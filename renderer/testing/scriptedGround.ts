import { createItemImport } from '../features/settings/goods/itemImport.ts'
import { createOverScreen } from '../app/overScreen.ts'
import type { Platform } from '../app/platform.ts'
import type { Preferences } from '../app/preferences.ts'
import { QuestionError, type Questions } from '../app/questions.ts'
import { createStore } from '../app/store.ts'
import type { Ground } from '../app/TerminalContext.tsx'
import { createTicker } from '../app/ticker.ts'
import type { ScriptedTerminal } from './scriptedTerminal.ts'
import { discrepancyQuestions } from './scriptedDiscrepancies.ts'
import { overviewQuestions } from './scriptedOverview.ts'
import { preorderQuestions } from './scriptedPreorders.ts'
import { voucherQuestions } from './scriptedVouchers.ts'

const questionsOf = (terminal: ScriptedTerminal): Questions => {
  const sales = new Map<string, { readonly endsAt: number; readonly perBuyer: number | null }>()
  const answer = async <Value>(value: Value): Promise<Value> => {
    if (terminal.status.get().connection === 'offline') throw new QuestionError('offline')
    return value
  }
  const totalOf = (sku: string) => {
    const level = terminal.script.level(sku)
    if (level === null) return null
    const { name, listed, onHand, held, available, heldBy } = level
    const other = { location: 'td', onHand: 8, held: 1, available: 7, heldBy: { web: 1 } }
    return {
      sku,
      name,
      listed,
      onHand: onHand + other.onHand,
      held: held + other.held,
      available: available + other.available,
      locations: [{ location: 'q1', onHand, held, available, heldBy }, other],
    }
  }
  const now = terminal.clock.now()
  return {
    totals: (query) =>
      answer({
        rows: terminal.stock
          .rows({ ...query, only: 'all' })
          .get()
          .flatMap(({ sku }) => totalOf(sku) ?? []),
        nextCursor: null,
      }),
    total: (sku) => answer(totalOf(sku)),
    movements: () =>
      answer({
        rows: [
          {
            id: 'm2',
            at: now - 300_000,
            from: 'available',
            to: 'held',
            quantity: 2,
            reason: 'held',
            staffName: null,
            terminalName: 'web',
          },
          {
            id: 'm1',
            at: now - 86_400_000,
            from: 'outside',
            to: 'available',
            quantity: 40,
            reason: 'received: PN-118',
            staffName: 'Phạm Văn Dũng',
            terminalName: 'Quầy 1',
          },
        ],
        nextCursor: null,
      }),
    lastTaken: () =>
      answer({ at: now - 600_000, how: 'sold', quantity: 2, channel: 'web', terminal: null, terminalName: null }),
    flashSaleOf: (sku) =>
      answer({ always: false, isOn: sales.has(sku), ...(sales.get(sku) ?? { endsAt: null, perBuyer: null }) }),
    beginFlashSale: async (sku, hours, perBuyer) => {
      await answer(null)
      sales.set(sku, { endsAt: terminal.clock.now() + hours * 3_600_000, perBuyer })
    },
    endFlashSale: async (sku) => {
      await answer(null)
      sales.delete(sku)
    },
    findOrders: ({ text }) =>
      answer({ rows: terminal.orders.list.get().filter(({ number }) => number.includes(text)), nextCursor: null }),
    bringOrder: () => answer(undefined),
    statementLines: () =>
      answer({
        rows: [
          {
            ...{ id: 'sl1', date: '2026-11-26', amount: 487_000, reference: 'FT26330' },
            description: 'NGUYEN THI HANG chuyen tien ao',
          },
        ],
        nextCursor: null,
      }),
    bookStatementLine: () => answer(true),
    ...voucherQuestions(terminal, answer),
    lookAtTicket: () => answer(null),
    saveEvent: ({ code, isNew }) => {
      const isTaken = isNew && terminal.boxOffice.events.get().some((event) => event.code === code)
      return answer({ type: isTaken ? 'taken' : 'saved' })
    },
    downloadList: (list) => answer(new TextEncoder().encode(list)),
    ...overviewQuestions(() => terminal.clock.now(), terminal.isNewShop, answer),
    ...preorderQuestions(now, terminal.hasPreorders, answer),
    ...discrepancyQuestions(terminal, answer),
    returnPhoto: () => answer(null),
    setListed: () => answer(true),
    saveItem: ({ sku, isNew }) => answer(!isNew || terminal.catalogue.find(sku) === null),
    importItems: async (file, onEvent) => {
      await answer(null)
      onEvent({ type: 'progress', bytes: file.size / 2, lines: 1 })
      onEvent({
        type: 'done',
        created: 2,
        updated: 1,
        rejected: [{ line: 4, fault: 'price', detail: '', message: 'price: a whole number' }],
      })
    },
    saveResource: ({ code, isNew }) =>
      answer(!isNew || !terminal.bookings.board.get().resources.some((one) => one.code === code)),
    saveService: ({ code, isNew }) =>
      answer(!isNew || !terminal.bookings.board.get().services.some((one) => one.code === code)),
    aheadOf: () => answer({ bookings: 0, firstAt: null }),
    outOfUse: () => answer([]),
    setInUse: () => answer(true),
    saveHours: () => answer(true),
    saveLocation: () => answer(true),
    lookForCustomer: () =>
      answer({
        erased: { orders: 2, bookings: 1, waiting: 0, queued: 0, holds: 3 },
        kept: { orders: 1, bookings: 0, waiting: 0, queued: 0, holds: 0 },
      }),
    eraseCustomer: () =>
      answer({
        erased: { orders: 2, bookings: 1, waiting: 0, queued: 0, holds: 3 },
        kept: { orders: 1, bookings: 0, waiting: 0, queued: 0, holds: 0 },
      }),
    erasures: () => answer([]),
    bankAccount: () => answer({ account: terminal.shop.get().transfers?.account ?? null, isFixed: false }),
    sayBankAccount: () => answer(true),
    people: () => answer(terminal.people.get().map((person) => ({ ...person, active: true }))),
    savePerson: () => answer('saved'),
    changePin: () => answer({ became: 'changed' }),
    createCode: () => answer({ code: '482 913', expiresAt: terminal.clock.now() + 600_000 }),
    terminals: () =>
      answer([
        { id: 't1', code: '3', name: 'Quầy 1', location: 'q1', channel: 'counter', lastSeenAt: now, revokedAt: null },
        {
          id: 't2',
          code: '4',
          name: 'Quầy 2',
          location: 'q1',
          channel: 'counter',
          lastSeenAt: now - 60_000,
          revokedAt: null,
        },
        {
          id: 't3',
          code: '1',
          name: 'Máy tính bảng cũ',
          location: 'td',
          channel: 'counter',
          lastSeenAt: now - 9e8,
          revokedAt: now - 8e8,
        },
      ]),
    revoke: () => answer(undefined),
    selfCheck: () => answer({ clean: true, differences: [] }),
    setUpNeeded: () => answer(terminal.isNewShop),
    setUp: () => answer('DEMO'),
  }
}

const platform: Platform = {
  kind: 'browser',
  opensOffline: true,
  hubUrl: async () => null,
  setHubUrl: async () => undefined,
  readSecret: async () => null,
  writeSecret: async () => undefined,
  journal: async () => undefined,
  print: async () => undefined,
  saveFile: async () => undefined,
  onWake: () => () => undefined,
  setUnsent: async () => undefined,
}

/** Everything that the screens stand on, around a scripted terminal. */
export const createScriptedGround = (
  terminal: ScriptedTerminal,
  preferences: Preferences,
  desktop: Partial<Platform> = {},
): Ground => {
  const questions = questionsOf(terminal)
  const sounds = { tick: () => undefined, refuse: () => undefined }
  return {
    terminal,
    platform: { ...platform, ...desktop },
    questions,
    itemImport: createItemImport(questions),
    overScreen: createOverScreen(),
    preferences: createStore(preferences),
    sounds,
    seconds: createTicker(terminal.clock),
  }
}
