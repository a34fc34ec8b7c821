import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { voucherLinesOf } from '../../../shared/kinds/registry.ts'
import type { DocumentOf } from '../../../shared/protocol/feed.ts'
import { location } from '../testing/scriptedHouse.ts'
import { campaignFor } from '../testing/scriptedVouchers.ts'
import { openShop, someHold } from '../testing/shopForTests.ts'
import type { TestTerminal } from '../testing/testTerminal.ts'

/** How often each can be used. Few, so that people want the same ones. */
const codes = new Map([
  ['MOT', 1],
  ['HAI', 1],
  ['DOI', 2],
])
const aCode = fc.constantFrom(...codes.keys())
const aTill = fc.constantFrom(0, 1)
const anAct = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constant('sale' as const), till: aTill, code: aCode }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('code' as const), till: aTill, code: aCode }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('item' as const), till: aTill }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('pay' as const), till: aTill }) },
  fc.record({ type: fc.constant('takeOut' as const), till: aTill }),
  fc.record({ type: fc.constant('again' as const), till: aTill }),
  fc.record({ type: fc.constant('park' as const), till: aTill }),
  fc.record({ type: fc.constant('void' as const), till: aTill }),
  fc.record({ type: fc.constant('web' as const), code: aCode, ttlSeconds: fc.constantFrom(5, 5_000) }),
  fc.record({ type: fc.constant('webEnds' as const), how: fc.constantFrom('release', 'confirm'), which: fc.nat(9) }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant('network' as const), up: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('time' as const), ms: fc.constantFrom(30, 400, 1_000_000) }) },
)

describe('any day with vouchers at two tills', () => {
  it('V2, V3, S6, S7: whatever people, a website, the network and the clock do, each use counts once, and all agree in the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anAct, { minLength: 15, maxLength: 60 }), async (acts) => {
        const shop = openShop()
        const { hub, timers } = shop
        hub.addItem('keo', 'Kẹo', 1_000, 20_000)
        for (const [code, usesPerCode] of codes) hub.addCampaign(campaignFor(`C-${code}`, { usesPerCode }), [code])
        const machines = [await shop.terminal('t1'), await shop.terminal('t2')]
        try {
          let holds = 0
          const webCodes = new Map<string, string>()
          const webUsed: string[] = []
          for (const act of acts) {
            const counter = 'till' in act ? machines[act.till]?.terminal.counter : undefined
            const first = counter?.cart.get().vouchers[0]?.id ?? ''
            switch (act.type) {
              case 'sale':
                await counter?.scan('keo')
                await counter?.scan(act.code)
                await counter?.pay(10_000_000)
                break
              case 'code':
                await counter?.scan(act.code)
                break
              case 'item':
                await counter?.scan('keo')
                break
              case 'pay':
                await counter?.pay(10_000_000)
                break
              case 'takeOut':
                await counter?.remove(first)
                break
              case 'again':
                await counter?.holdAgain(first)
                break
              case 'park':
                await counter?.park('')
                break
              case 'void':
                await counter?.voidAll()
                break
              case 'web': {
                const hold = someHold(++holds)
                const { code, ttlSeconds } = act
                hub.other({ type: 'hold.place', hold, location, ttlSeconds, lines: [{ kind: 'voucher', code }] })
                webCodes.set(hold, code)
                break
              }
              case 'webEnds': {
                const hold = someHold(1 + (act.which % Math.max(1, holds)))
                const verdict = hub.other({ type: `hold.${act.how}`, hold })
                const code = webCodes.get(hold)
                if (act.how === 'confirm' && verdict.accepted && code !== undefined) webUsed.push(code)
                webCodes.delete(hold)
                break
              }
              case 'network':
                if (act.up) hub.goOnline()
                else hub.goOffline()
                break
              case 'time':
                await timers.pass(act.ms)
                break
            }
          }
          hub.goOnline()
          await timers.until(() => machines.every(({ terminal }) => terminal.status.get().waiting === 0))
          await timers.pass(30_000)
          hub.tick()
          await timers.pass(1_000)
          const sold = machines.flatMap(({ terminal }) => terminal.counter.receipts.get())
          const clashes = machines[0]?.terminal.activity.discrepancies.get() ?? []
          for (const [code, most] of codes) {
            const told = sold.flatMap(({ discounts }) => discounts.filter((one) => one.code === code)).length
            const twice = clashes.filter(({ kind, sku }) => kind === 'double_used' && sku === code)
            const { used } = hub.usesOf(code)
            expect(used).toBeLessThanOrEqual(most)
            // Whatever was told to a customer was used, or somebody is told that it was not.
            expect(used + twice.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(
              told + webUsed.filter((one) => one === code).length,
            )
          }
          const pieces = sold.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0)
          expect(hub.pool('keo')?.onHand).toBe(1_000 - pieces)
          for (const machine of machines)
            expectAgreement(machine, hub.documents('bookables'), hub.holdsOf(machine.name))
        } finally {
          for (const machine of machines) await machine.stop()
        }
      }),
      { numRuns: 30 },
    )
  })
})

type Held = ReturnType<ReturnType<typeof openShop>['hub']['holdsOf']>

/** The copy is the hub's; what stands in its carts is what it holds, and nothing else. */
const expectAgreement = (machine: TestTerminal, atHub: readonly DocumentOf<'bookables'>[], holds: Held): void => {
  const { counter, vouchers } = machine.terminal
  const copied = machine.documents('bookables').flatMap((document) => ('codes' in document ? [document.codes] : []))
  expect(copied.toSorted(byText)).toEqual(atHub.map(({ codes: chunk }) => chunk).toSorted(byText))
  const inCarts = [counter.cart.get(), ...counter.parked.get()].flatMap((one) =>
    one.vouchers.flatMap(({ code, state }) => (state === 'held' ? code : [])),
  )
  const held = holds.flatMap(({ lines }) => voucherLinesOf(lines).map(({ code }) => code))
  expect(inCarts.toSorted()).toEqual(held.toSorted())
  for (const [code, most] of codes) {
    const chunk = atHub.find(({ codes: one }) => one?.campaign === `C-${code}`)?.codes
    const [used = 0, heldNow = 0] = (chunk?.taken[0] ?? []).slice(1)
    expect(vouchers.check(code).usesLeft).toBe(most - used - heldNow)
  }
}

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
