import { afterEach, expect, it } from 'vitest'
import type { Hub } from './hub.ts'
import { Machine } from './testing/machine.ts'
import { openShop } from './testing/shopForTests.ts'

const open: Machine[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop()
})

/** A machine whose questions who it is can be answered late, and whose clock can be wrong. */
const machineOf = ({ hub, timers }: ReturnType<typeof openShop>) => {
  const wrong = { by: 0 }
  const late = { isSo: false, answers: Array.of<() => void>() }
  const slowly = (way: Hub): Hub => ({
    ...way,
    hello: async () => {
      if (late.isSo) await new Promise<void>((resolve) => late.answers.push(resolve))
      return way.hello()
    },
  })
  const machine = new Machine({
    ...{ name: 't1', isPlain: true, pin: '1234', hub: ({ name }) => slowly(hub.for(name)) },
    timers: {
      after: (milliseconds, callback) => timers.after(milliseconds, callback),
      monotonic: () => timers.monotonic(),
      wall: () => timers.wall() + wrong.by,
      random: () => 0.5,
    },
  })
  open.push(machine)
  const answer = async (): Promise<void> => {
    late.isSo = false
    for (const go of late.answers.splice(0)) go()
    await timers.pass(5)
  }
  const phase = () => machine.terminal.phase.get().name
  const pair = async (): Promise<void> => {
    await machine.terminal.pair('good', 't1')
    await timers.until(() => phase() === 'signed_out')
    await machine.terminal.signIn('lan', '1234')
    await timers.pass(10_000)
  }
  return { machine, wrong, late, answer, phase, pair }
}

it('an answer that comes when the tab has been closed writes nothing to the desk, which is the next one’s', async () => {
  const shop = openShop()
  const { machine, wrong, late, answer, phase, pair } = machineOf(shop)
  const { hub, timers } = shop
  await machine.start()
  await pair()
  hub.goOffline()
  wrong.by = 3_600_000
  await machine.reload()
  await machine.terminal.counter.scan('893ao')
  late.isSo = true
  await timers.until(() => late.answers.length > 0)

  await machine.reload()
  hub.goOnline()
  await answer()
  await timers.until(() => machine.terminal.status.get().connection === 'online')
  await timers.until(() => machine.terminal.status.get().waiting === 0)
  expect(phase()).toBe('ready')
  expect(hub.pool('ao')).toMatchObject({ held: 1 })
  expect(machine.reports).toEqual([])
})

it('a tab that is closed while it is being paired leaves its desk to the next one', async () => {
  const shop = openShop()
  const { machine, phase } = machineOf(shop)
  await machine.start()
  const paired = machine.terminal.pair('good', 't1')
  while (phase() !== 'starting') await Promise.resolve()
  await machine.reload()
  expect(await paired).toEqual({ ok: true })
  await shop.timers.until(() => phase() !== 'starting' && phase() !== 'copying')
  expect(phase()).toBe('signed_out')
  expect(machine.reports).toEqual([])
})

it('a terminal that was taken off is not written down again by an answer that comes late', async () => {
  const shop = openShop()
  const { machine, late, answer, phase } = machineOf(shop)
  await machine.start()
  late.isSo = true
  await machine.terminal.pair('good', 't1')
  await shop.timers.until(() => phase() === 'signed_out' && late.answers.length > 0)
  expect(await machine.terminal.unpair()).toBe('done')
  await answer()
  await machine.reload()
  expect(phase()).toBe('unpaired')
})

it('power that goes while a tab is being closed for another leaves that one to work', async () => {
  const shop = openShop()
  const { machine, phase, pair } = machineOf(shop)
  await machine.start()
  await pair()
  machine.openTab()
  await Promise.all([machine.closeTab(), machine.startAgain()])
  expect(phase()).toBe('signed_out')
})
