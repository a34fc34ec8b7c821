import { beforeAll, describe, expect, test } from 'vitest'
import { announce } from '../feed/announce.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { createPairingCode, pairTerminal } from './pairing.ts'
import { findSignedIn, signIn } from './signIns.ts'
import { hashPin, putStaff, type StaffInput } from './staff.ts'
import { findTerminal, revokeTerminal } from './terminals.ts'
import { digestOf } from './secrets.ts'
import { chargeTry, forgiveTries } from './wrongTries.ts'

const { sql } = testDatabase()
const deps = { sql, feed: { committed: () => {} } }
const place = { location: 'q1', channel: 'counter' }

beforeAll(async () => {
  await sql`insert into locations values ('q1', 'Quận 1', 'Asia/Ho_Chi_Minh')`
  await sql`insert into channels (code, name, kind) values ('counter', 'Quầy', 'pos')`
})

const newCode = async (): Promise<string> => {
  const made = await createPairingCode(sql, place, null)
  if (!made.ok) throw new Error(made.what)
  return made.code.code
}

const pair = (code: string, address = 'somewhere') => pairTerminal(deps, { code, name: 'Till', address })

const put = async (id: string, person: StaffInput): Promise<unknown> => {
  const { pin, ...rest } = person
  const pinHash = pin === undefined ? null : await hashPin(pin)
  return announce(deps, (tx) => putStaff(tx, id, rest, pinHash))
}

describe('wrong tries', () => {
  test('some are free, then each doubles the wait', async () => {
    const waits: number[] = []
    for (let n = 0; n < 6; n += 1) {
      expect(await chargeTry(sql, 'growing')).toEqual({ allowed: true })
      const [row] = await sql<{ wait: number }[]>`
        select round(extract(epoch from wait_until - now()))::int as wait from wrong_tries where subject = 'growing'`
      waits.push(Math.max(0, row?.wait ?? 0))
      await sql`update wrong_tries set wait_until = now() where subject = 'growing'`
    }
    expect(waits).toEqual([0, 0, 1, 2, 4, 8])
  })

  test('many at once cannot slip past the count', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => chargeTry(sql, 'storm')))
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(3)
    expect(await chargeTry(sql, 'storm')).toEqual({ allowed: false, waitSeconds: 1 })
  })

  test('a right one forgives; a day without one does too', async () => {
    for (let n = 0; n < 3; n += 1) await chargeTry(sql, 'forgiven')
    await forgiveTries(sql, 'forgiven')
    expect(await chargeTry(sql, 'forgiven')).toEqual({ allowed: true })
    await sql`insert into wrong_tries values ('old', 30, now() - interval '2 days')`
    expect(await chargeTry(sql, 'old')).toEqual({ allowed: true })
    expect(await chargeTry(sql, 'old')).toEqual({ allowed: true })
  })
})

describe('pairing', () => {
  test('a code pairs one terminal, once', async () => {
    const code = await newCode()
    expect(code).toMatch(/^\d{8}$/)
    const answers = await Promise.all([pair(code, 'a'), pair(code, 'b'), pair(code, 'c')])
    const paired = answers.filter((answer) => answer.ok)
    expect(paired).toHaveLength(1)
    expect(await pair(code)).toEqual({ ok: false, why: 'wrong' })
    const [one] = paired
    if (one?.ok !== true) throw new Error('nobody was paired')
    expect(one.terminal).toMatchObject({ name: 'Till', ...place, code: expect.stringMatching(/^\d+$/) })
    expect(await findTerminal(sql, digestOf(one.token))).toMatchObject({ id: one.terminal.id, holdTtlSeconds: 900 })
    const stored = JSON.stringify(await sql`select encode(hash, 'escape') from pairing_codes`)
    expect(stored).not.toContain(code)
  })

  test('a code that is over its time is wrong', async () => {
    const code = await newCode()
    await sql`update pairing_codes set expires_at = now() where hash = ${digestOf(code)}`
    expect(await pair(code)).toEqual({ ok: false, why: 'wrong' })
  })

  test('guessing costs the address a growing wait, and nobody else', async () => {
    for (let n = 0; n < 3; n += 1) expect(await pair('00000000', 'guesser')).toMatchObject({ why: 'wrong' })
    const code = await newCode()
    expect(await pair(code, 'guesser')).toMatchObject({ ok: false, why: 'wait' })
    expect(await pair(code, 'another')).toMatchObject({ ok: true })
  })

  test('places that do not exist are named', async () => {
    expect(await createPairingCode(sql, { ...place, location: 'mars' }, null)).toEqual({ ok: false, what: 'location' })
    expect(await createPairingCode(sql, { ...place, channel: 'fax' }, null)).toEqual({ ok: false, what: 'channel' })
  })
})

const terminalOf = async () => {
  const answer = await pair(await newCode(), 'people')
  if (!answer.ok) throw new Error(answer.why)
  return answer
}

describe('people', () => {
  test('a PIN signs in at the terminal; the role is what it is now', async () => {
    const { terminal } = await terminalOf()
    await put('lan', { name: 'Lan', role: 'staff', pin: '1111' })
    const answer = await signIn(sql, terminal.id, 'lan', '1111')
    if (!answer.ok) throw new Error(answer.why)
    expect(await findSignedIn(sql, terminal.id, answer.token)).toEqual({ id: 'lan', role: 'staff' })
    await put('lan', { name: 'Lan', role: 'manager' })
    expect(await findSignedIn(sql, terminal.id, answer.token)).toEqual({ id: 'lan', role: 'manager' })
    const other = await terminalOf()
    expect(await findSignedIn(sql, other.terminal.id, answer.token)).toBeNull()
    await put('lan', { name: 'Lan', role: 'manager', active: false })
    expect(await findSignedIn(sql, terminal.id, answer.token)).toBeNull()
  })

  test('a wrong PIN, somebody unknown or inactive: refused, and then made to wait', async () => {
    const { terminal } = await terminalOf()
    await put('minh', { name: 'Minh', role: 'staff', pin: '2222' })
    await put('old', { name: 'Old', role: 'staff', pin: '2222', active: false })
    expect(await signIn(sql, terminal.id, 'nobody', '2222')).toEqual({ ok: false, why: 'wrong' })
    expect(await signIn(sql, terminal.id, 'old', '2222')).toEqual({ ok: false, why: 'wrong' })
    for (let n = 0; n < 3; n += 1)
      expect(await signIn(sql, terminal.id, 'minh', '0000')).toMatchObject({ why: 'wrong' })
    expect(await signIn(sql, terminal.id, 'minh', '2222')).toMatchObject({ ok: false, why: 'wait' })
  })

  test('a new PIN takes the place of the old one, and a new person needs one', async () => {
    const { terminal } = await terminalOf()
    expect(await put('hoa', { name: 'Hoa', role: 'host' })).toBeNull()
    await put('hoa', { name: 'Hoa', role: 'host', pin: '1234' })
    await put('hoa', { name: 'Hoa', role: 'host', pin: '4321' })
    expect(await signIn(sql, terminal.id, 'hoa', '1234')).toMatchObject({ ok: false })
    expect(await signIn(sql, terminal.id, 'hoa', '4321')).toMatchObject({ ok: true })
    const [row] = await sql<{ hash: string }[]>`select pin_hash as hash from staff where id = 'hoa'`
    expect(row?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  test('a revoked terminal is nobody, and whoever was signed in there is signed out', async () => {
    const { terminal, token } = await terminalOf()
    await put('mai', { name: 'Mai', role: 'staff', pin: '5555' })
    const answer = await signIn(sql, terminal.id, 'mai', '5555')
    expect(await announce(deps, (tx) => revokeTerminal(tx, terminal.id))).toBe(true)
    expect(await findTerminal(sql, digestOf(token))).toBeNull()
    if (answer.ok) expect(await findSignedIn(sql, terminal.id, answer.token)).toBeNull()
    expect(answer.ok).toBe(true)
  })
})
