import { expect, it } from 'vitest'
import { hubAddress } from './hubAddress.ts'

it.each([
  ['192.168.1.10:4070', 'http://192.168.1.10:4070'],
  [' http://hub.local:4070/ ', 'http://hub.local:4070'],
  ['HTTPS://shop.example/some/page', 'https://shop.example'],
  ['', null],
  ['the big machine', null],
  ['http://', null],
])('takes %j as %j', (typed, address) => {
  expect(hubAddress(typed)).toBe(address)
})
