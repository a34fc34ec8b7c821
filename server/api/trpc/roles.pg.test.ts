import type { AnyProcedure } from '@trpc/server'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { roles, type Role } from '../../../shared/protocol/roles.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, testTerminal, type TestTerminal } from '../../testing/testTerminal.ts'
import { appRouter } from '../router.ts'

const hub = testHub(testDatabase())

/** Who may call what. A new procedure has to be written down here before the tests pass. */
const needed: Readonly<Record<string, 'nothing' | 'terminal' | Role>> = {
  'setup.needed': 'nothing',
  'setup.shop': 'nothing',
  'setup.demo': 'nothing',
  'pairing.pair': 'nothing',
  'pairing.demo': 'nothing',
  'pairing.createCode': 'manager',
  'pairing.list': 'manager',
  'pairing.revoke': 'manager',
  'terminal.hello': 'terminal',
  'feed.pull': 'terminal',
  'feed.pokes': 'terminal',
  'commands.submit': 'terminal',
  'staff.signIn': 'terminal',
  'staff.changePin': 'staff',
  'staff.list': 'manager',
  'staff.save': 'manager',
  'stock.totals': 'terminal',
  'stock.bySku': 'terminal',
  'stock.movements': 'terminal',
  'stock.lastTaken': 'terminal',
  'customers.lookFor': 'manager',
  'customers.erase': 'manager',
  'customers.erasures': 'manager',
  'items.save': 'manager',
  'items.setListed': 'manager',
  'bankAccount.read': 'manager',
  'bankAccount.say': 'admin',
  'locations.save': 'admin',
  'bookables.saveResource': 'manager',
  'bookables.ahead': 'manager',
  'bookables.outOfUse': 'manager',
  'bookables.setInUse': 'manager',
  'bookables.saveHours': 'manager',
  'bookables.saveService': 'manager',
  'orders.find': 'terminal',
  'orders.unmatched': 'manager',
  'orders.bookLine': 'manager',
  'orders.bring': 'terminal',
  'overview.read': 'manager',
  'overview.closing': 'manager',
  'preorders.pools': 'terminal',
  'preorders.save': 'manager',
  'preorders.arrive': 'manager',
  'channels.board': 'manager',
  'channels.save': 'manager',
  'channels.makeKey': 'manager',
  'channels.revokeKey': 'manager',
  'channels.limits': 'manager',
  'channels.saveLimit': 'manager',
  'channels.dropLimit': 'manager',
  'channels.deliveries': 'manager',
  'channels.replay': 'manager',
  'shops.connect': 'manager',
  'shops.disconnect': 'manager',
  'shops.messages': 'manager',
  'shops.saveCarrier': 'manager',
  'shops.removeCarrier': 'manager',
  'shops.carrierMessages': 'manager',
  'discrepancies.list': 'manager',
  'discrepancies.open': 'manager',
  'returns.savePhoto': 'terminal',
  'returns.photo': 'staff',
  'sales.read': 'manager',
  'sales.begin': 'manager',
  'sales.end': 'manager',
  'vouchers.campaigns': 'terminal',
  'vouchers.look': 'terminal',
  'vouchers.save': 'manager',
  'vouchers.make': 'manager',
  'vouchers.codes': 'manager',
  'vouchers.void': 'manager',
  'seating.saveEvent': 'manager',
  'seating.ticket': 'terminal',
  'selfCheck.run': 'manager',
}

const procedureSchema = z.custom<AnyProcedure>((value) => typeof value === 'function' && '_def' in value)
/** The router keeps its procedures by their whole path. */
const procedures = Object.entries(appRouter._def.procedures).map(([path, procedure]) => ({
  path,
  type: procedureSchema.parse(procedure)._def.type,
}))
const guarded = procedures.filter(({ path }) => needed[path] !== 'nothing')

let terminal: TestTerminal
let revoked: TestTerminal
const signedIn = new Map<Role, string>()

beforeAll(async () => {
  terminal = await testTerminal(hub)
  revoked = await testTerminal(hub)
  for (const role of roles) signedIn.set(role, await terminal.signIn(role))
  const manager = signedIn.get('manager')
  await call(hub, 'mutation', 'pairing.revoke', { terminal: revoked.id }, { token: terminal.token, staff: manager })
})

test('every procedure is in the table, and the table has no other', () => {
  expect(procedures.map(({ path }) => path).toSorted()).toEqual(Object.keys(needed).toSorted())
})

describe.each(guarded)('$path', ({ path, type }) => {
  test('lets nobody in without a terminal’s token', async () => {
    for (const token of [null, 'wrong', revoked.token, hub.hub.settings.adminKey])
      expect(await call(hub, type, path, {}, { token })).toMatchObject({
        status: 401,
        code: 'UNAUTHORIZED',
        message: 'terminal',
      })
  })

  test('lets in those who may, and nobody else', async () => {
    const least = needed[path]
    if (least === undefined || least === 'nothing') throw new Error('not guarded')
    const { token } = terminal
    if (least === 'terminal') {
      // Let in: what is wrong now is the input, or nothing. A stream would not end.
      if (type !== 'subscription') expect([200, 400]).toContain((await call(hub, type, path, {}, { token })).status)
      return
    }
    for (const staff of [null, 'wrong'])
      expect(await call(hub, type, path, {}, { token, staff })).toMatchObject({
        code: 'UNAUTHORIZED',
        message: 'sign_in',
      })
    for (const [role, staff] of signedIn) {
      const answer = await call(hub, type, path, {}, { token, staff })
      if (roles.indexOf(role) < roles.indexOf(least)) expect(answer).toMatchObject({ status: 403, code: 'FORBIDDEN' })
      else expect([200, 400]).toContain(answer.status)
    }
  })
})

test('a person signed in at one terminal is nobody at another', async () => {
  const other = await testTerminal(hub)
  const staff = signedIn.get('admin')
  expect(await call(hub, 'query', 'pairing.list', undefined, { token: other.token, staff })).toMatchObject({
    message: 'sign_in',
  })
})
