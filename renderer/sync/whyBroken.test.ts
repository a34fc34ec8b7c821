import { expect, it } from 'vitest'
import { whyBroken } from './whyBroken.ts'

const named = (name: string, message = '', cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), { name })

it.each([
  [named('QuotaExceededError'), 'full'],
  [named('NS_ERROR_DOM_QUOTA_REACHED'), 'full'],
  [named('Error', 'no space left'), 'full'],
  [named('AbortError', 'aborted', named('QuotaExceededError')), 'full'],
  [Object.assign(named('OpenFailedError'), { inner: named('QuotaExceededError') }), 'full'],
  [named('SecurityError', 'The operation is insecure.'), 'refused'],
  [named('InvalidStateError'), 'refused'],
  [named('UnknownError', 'Internal error opening backing store for indexedDB.open.'), 'refused'],
  [named('TypeError', 'x is undefined'), 'fault'],
  ['something else', 'fault'],
])('%s: %s', (error, why) => {
  expect(whyBroken(error)).toBe(why)
})
