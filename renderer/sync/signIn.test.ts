import { describe, expect, it } from 'vitest'
import type { DocumentOf } from '../../shared/protocol/feed.ts'
import type { Note } from './notes.ts'
import { delaySeconds, SignIn } from './signIn.ts'

const people = (): Map<string, DocumentOf<'staff'>> =>
  new Map([
    ['lan', { id: 'lan', name: 'Lan', role: 'staff', pinHash: 'lan-hash', _deleted: false }],
    ['an', { id: 'an', name: 'Ân', role: 'manager', pinHash: 'an-hash', _deleted: false }],
  ])

const machine = () => {
  const state = { now: 1_000_000 }
  let wrong: Record<string, { count: number; until: number }> = {}
  const wrongPins: Note<typeof wrong> = {
    key: 'note:wrongPins',
    get: () => wrong,
    hold: () => undefined,
    set: async (value) => {
      wrong = value
    },
  }
  let session: string | null = null
  const staff = people()
  const start = (): SignIn =>
    new SignIn({
      staff,
      clock: { now: () => state.now },
      wrongPins,
      session: {
        read: () => session,
        write: (value) => {
          session = value
        },
      },
      verify: async (pin, hash) => hash === `${pin}-hash`,
    })
  return { state, staff, start }
}

describe('signing in', () => {
  it('checks the PIN against the replica, and keeps who is in over a reload', async () => {
    const { start } = machine()
    const first = start()
    expect(first.people.get().map(({ name }) => name)).toEqual(['Ân', 'Lan'])
    expect(await first.signIn('nobody', 'lan')).toEqual({ ok: false, why: 'unknown', waitSeconds: 0 })
    expect(await first.signIn('lan', 'lan')).toEqual({ ok: true })
    const second = start()
    expect(second.me.get()).toEqual({ id: 'lan', name: 'Lan', role: 'staff' })
    second.signOut()
    expect(start().me.get()).toBeNull()
  })

  it('nobody waits longer than their wrong PINs cost, though the clock was years ahead when they were typed', async () => {
    const { start, state } = machine()
    const ahead = 20 * 365 * 86_400_000
    state.now += ahead
    for (const _ of [1, 2, 3]) await start().signIn('lan', 'x')
    state.now -= ahead
    expect(await start().signIn('lan', 'lan')).toEqual({ ok: false, why: 'wait', waitSeconds: 5 })
    state.now += 5_000
    expect(await start().signIn('lan', 'lan')).toEqual({ ok: true })
  })

  it('wrong PINs cost more and more time, over a reload too, and only the one who tried', async () => {
    const { start, state } = machine()
    const first = start()
    expect(await first.signIn('lan', 'x')).toEqual({ ok: false, why: 'wrong_pin', waitSeconds: 0 })
    expect(await first.signIn('lan', 'x')).toEqual({ ok: false, why: 'wrong_pin', waitSeconds: 0 })
    expect(await first.signIn('lan', 'x')).toEqual({ ok: false, why: 'wrong_pin', waitSeconds: 5 })
    const second = start()
    expect(await second.signIn('lan', 'lan')).toEqual({ ok: false, why: 'wait', waitSeconds: 5 })
    expect(await second.signIn('an', 'an')).toEqual({ ok: true })
    state.now += 5_000
    expect(await second.signIn('lan', 'x')).toEqual({ ok: false, why: 'wrong_pin', waitSeconds: 10 })
    state.now += 10_000
    expect(await second.signIn('lan', 'lan')).toEqual({ ok: true })
    expect(await second.signIn('lan', 'x')).toEqual({ ok: false, why: 'wrong_pin', waitSeconds: 0 })
    expect([3, 4, 5, 9, 10, 50].map(delaySeconds)).toEqual([5, 10, 20, 320, 600, 600])
  })

  it('many tries at once do not get around the delay', async () => {
    const { start } = machine()
    const signIn = start()
    const answers = await Promise.all(['a', 'b', 'c', 'd', 'lan'].map((pin) => signIn.signIn('lan', pin)))
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.why))).toEqual([
      'wrong_pin',
      'wrong_pin',
      'wrong_pin',
      'wait',
      'wait',
    ])
  })

  it('whoever leaves the shop is signed out, and a new role counts at once', async () => {
    const { start, staff } = machine()
    const signIn = start()
    await signIn.signIn('lan', 'lan')
    staff.set('lan', { id: 'lan', name: 'Lan', role: 'manager', pinHash: 'lan-hash', _deleted: false })
    signIn.staffChanged()
    expect(signIn.me.get()?.role).toBe('manager')
    staff.delete('lan')
    signIn.staffChanged()
    expect(signIn.me.get()).toBeNull()
    expect(signIn.letGo.get()?.name).toBe('Lan')
    staff.set('lan', { id: 'lan', name: 'Lan', role: 'staff', pinHash: 'lan-hash', _deleted: false })
    signIn.staffChanged()
    await signIn.signIn('lan', 'lan')
    expect(signIn.letGo.get()).toBeNull()
  })
})
