import { expect, test } from 'vitest'
import { isFault } from './faults.ts'

const told = (code: string): Error => Object.assign(new Error(code), { code })

// Where the database has a name, as in a compose file, it is gone with its machine: then nobody knows the name, or no way leads there.
test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'CONNECTION_CLOSED'])(
  'a database that cannot be reached is a fault, and no bug: %s',
  (code) => {
    expect(isFault(told(code))).toBe(true)
  },
)

test('what is none of these is a bug', () => {
  expect(isFault(told('ERR_INVALID_ARG_TYPE'))).toBe(false)
  expect(isFault(new TypeError('x is not a function'))).toBe(false)
})
