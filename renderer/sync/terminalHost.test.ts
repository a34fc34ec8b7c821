import { afterEach, describe, expect, it } from 'vitest'
import { openShop } from './testing/shopForTests.ts'
import type { TestTerminal } from './testing/testTerminal.ts'

describe('a terminal', () => {
  const open: TestTerminal[] = []
  afterEach(async () => {
    for (const one of open.splice(0)) await one.stop()
  })
  const start = async () => {
    const { terminal, ...shop } = openShop()
    const one = await terminal('t1')
    open.push(one)
    return { ...shop, one, terminal: one.terminal }
  }

  it('pairs, copies, signs in, holds and sells', async () => {
    const { timers, hub, terminal } = await start()
    expect(terminal.phase.get()).toEqual({ name: 'ready' })
    expect(await terminal.counter.scan('893ao')).toMatchObject({ ok: true })
    await timers.pass(500)
    expect(terminal.counter.cart.get().lines).toMatchObject([{ sku: 'ao', quantity: 1, state: 'held' }])
    expect(hub.pool('ao')).toMatchObject({ onHand: 5, held: 1 })
    const receipt = await terminal.counter.pay(200_000)
    expect(receipt).toMatchObject({ total: 199_000, change: 1000, staff: 'Lan' })
    await timers.pass(500)
    expect(hub.pool('ao')).toMatchObject({ onHand: 4, held: 0 })
    expect(terminal.stock.level('ao').get()).toMatchObject({ onHand: 4, held: 0, available: 4 })
    expect(terminal.status.get()).toMatchObject({ connection: 'online', waiting: 0, needsLook: 0 })
  })

  it('works after a reload without a network, with its cart, its person and its figures', async () => {
    const { timers, hub, one } = await start()
    await one.terminal.counter.scan('893ao')
    await timers.pass(6_000)
    const { asOf } = one.terminal.status.get()
    hub.goOffline()
    await one.reload()
    await timers.pass(2_000)
    const { terminal } = one
    expect(terminal.phase.get()).toEqual({ name: 'ready' })
    expect(terminal.me.get()?.name).toBe('Lan')
    expect(terminal.status.get()).toMatchObject({ connection: 'offline', asOf })
    expect(terminal.clock.now()).toBe(timers.wall())
    expect(terminal.counter.cart.get().lines).toMatchObject([{ sku: 'ao', state: 'held' }])
    expect(terminal.stock.level('ao').get()).toMatchObject({ held: 1, available: 4 })
    expect(await terminal.counter.scan('893cafe')).toMatchObject({ ok: true })
    expect(terminal.status.get().waiting).toBe(1)
  })

  it('says what it can be paired with and why not', async () => {
    const { hub, one } = await start()
    expect(await one.terminal.unpair()).toBe('done')
    expect(one.terminal.phase.get()).toEqual({ name: 'unpaired' })
    expect(await one.terminal.pair('bad', 'x')).toEqual({ ok: false, why: 'wrong_code' })
    hub.offline = true
    expect(await one.terminal.pair('good', 'x')).toEqual({ ok: false, why: 'offline' })
    expect(await one.terminal.demoCode()).toBeNull()
  })

  it('is not unpaired while something is unsent that was not exported', async () => {
    const { timers, hub, terminal } = await start()
    hub.goOffline()
    await terminal.counter.scan('893ao')
    expect(await terminal.unpair()).toBe('unsent')
    const exported: unknown = JSON.parse(await terminal.activity.exportUnsent())
    expect(exported).toMatchObject({
      terminal: { code: '1' },
      commands: [{ actor: 'lan', command: { type: 'hold.place' } }],
    })
    await terminal.counter.scan('893cafe')
    expect(await terminal.unpair()).toBe('unsent')
    await terminal.activity.exportUnsent()
    expect(await terminal.unpair()).toBe('done')
    await timers.pass(10)
    expect(terminal.phase.get()).toEqual({ name: 'unpaired' })
  })

  it('is told to pair again when it was revoked, or when another one used its numbers', async () => {
    const { timers, hub, one, terminal } = await start()
    await terminal.counter.scan('893ao')
    await timers.pass(100)
    hub.usedByAnother(one.name)
    await terminal.counter.scan('893ao')
    await timers.pass(1_000)
    expect(terminal.phase.get()).toEqual({ name: 'pair_again', why: 'copied' })
    expect(terminal.status.get().waiting).toBe(1)

    await one.stop()
    const other = await start()
    other.hub.revoked = true
    other.hub.goOffline()
    other.hub.goOnline()
    await other.timers.pass(5_000)
    expect(other.terminal.phase.get()).toEqual({ name: 'pair_again', why: 'revoked' })
  })

  it('tells when the stream is silent, and when it is back', async () => {
    const { timers, hub, terminal } = await start()
    hub.silent = true
    const wasOnline = terminal.status.get().since
    await timers.pass(14_000)
    expect(terminal.status.get().connection).toBe('online')
    await timers.pass(12_000)
    expect(terminal.status.get().connection).toBe('offline')
    expect(terminal.status.get().since).toBeGreaterThan(wasOnline)
    hub.silent = false
    await timers.until(() => terminal.status.get().connection === 'online')
  })

  it('copies anew when the hub’s database was put back, and sends again what that has forgotten', async () => {
    const { timers, hub, one, terminal } = await start()
    await terminal.counter.scan('893ao')
    await timers.pass(200)
    await terminal.counter.pay(1_000_000)
    await timers.pass(200)
    // The hub as it was before any of this.
    hub.restore('e2', one.name)
    expect(hub.pool('ao')).toMatchObject({ onHand: 5 })
    await terminal.counter.scan('893cafe')
    await timers.until(() => terminal.status.get().waiting === 0 && terminal.phase.get().name === 'ready')
    await timers.pass(11_000)
    expect(hub.pool('ao')).toMatchObject({ onHand: 4, held: 0 })
    expect(hub.pool('cafe')).toMatchObject({ held: 1 })
    expect(terminal.stock.level('ao').get()).toMatchObject({ onHand: 4, held: 0 })
    expect(one.reports).toEqual([])
  })

  it('sends again what a hub has forgotten that was put back, though nobody does anything any more', async () => {
    const { timers, hub, terminal, one } = await start()
    await terminal.counter.scan('893ao')
    await terminal.counter.pay(1_000_000)
    await timers.until(() => terminal.status.get().waiting === 0)
    hub.goOffline()
    hub.restore('e2', one.name)
    expect(hub.pool('ao')).toMatchObject({ onHand: 5 })
    hub.goOnline()
    await timers.until(() => hub.pool('ao')?.onHand === 4)
    await timers.until(() => terminal.stock.level('ao').get()?.onHand === 4)
    expect(terminal.status.get().waiting).toBe(0)
  })

  it('says that it is broken when nothing can be kept any more, and confirms nothing', async () => {
    const { timers, one, terminal } = await start()
    one.fillDisk()
    await expect(terminal.counter.scan('893ao')).rejects.toThrow('no space left')
    await timers.pass(1_000)
    expect(terminal.phase.get()).toEqual({
      ...{ name: 'broken', why: 'full', isWorking: true, detail: 'Error: no space left' },
    })
    // What could not be written can still be saved to a file.
    expect(await terminal.activity.exportUnsent()).toContain('"hold.place"')

    await one.stop()
    const other = await start()
    await other.terminal.unpair()
    other.one.fillDisk()
    expect(await other.terminal.pair('good', 'x')).toEqual({ ok: false, why: 'fault' })
    expect(other.terminal.phase.get()).toMatchObject({ name: 'broken', why: 'full', isWorking: false })
  })
})
