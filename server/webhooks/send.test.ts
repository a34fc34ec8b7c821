import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { isLoopback, isPrivate, refusalOf } from './addresses.ts'
import { send } from './send.ts'

const secretOf = (byte: number): string => `whsec_${Buffer.alloc(24, byte).toString('base64')}`
const letter = { secrets: [secretOf(0), secretOf(1)], id: 'msg_1', body: '{}' }

test.each([
  ...['127.0.0.1', '10.0.0.8', '192.168.1.1', '172.16.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
  ...['::1', '::ffff:127.0.0.1', 'fe80::1', 'fd00::1', 'not an address'],
])('%s is no address of the open internet', (address) => {
  expect(isPrivate(address)).toBe(true)
})

test.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946'])('%s is', (address) => {
  expect(isPrivate(address)).toBe(false)
})

test('a hub that listens to others sends nothing to itself, by address or by name, also where the name was looked up before', async () => {
  let asked = 0
  let signed: Record<string, string> = {}
  const server = createServer(({ headers }, response) => {
    asked += 1
    signed = z.record(z.string(), z.string()).parse(headers)
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address === null || typeof address === 'string' ? 0 : address.port
  try {
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:7f00:1]'])
      expect(
        await send({ ...letter, url: `http://${host}:${port}/` }, new Date(), { mayBePrivate: false }),
      ).toMatchObject({
        ok: false,
        answer: expect.stringContaining('private address'),
      })
    expect(asked).toBe(0)
    expect(await send({ ...letter, url: `http://127.0.0.1:${port}/` }, new Date(), { mayBePrivate: true })).toEqual({
      ok: true,
      answer: 'answered 200',
    })
    // By each of its secrets.
    for (const secret of letter.secrets) expect(new Webhook(secret).verify(letter.body, signed)).toEqual({})
    expect(() => new Webhook(secretOf(2)).verify(letter.body, signed)).toThrow()
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
})

test('what can be told beforehand is told beforehand', async () => {
  expect(await refusalOf('http://[::1]:4070/')).toContain('private')
  expect(await refusalOf('http://localhost/')).toContain('private')
  expect(await refusalOf('https://93.184.216.34/')).toBeNull()
})

test('only loopback is loopback', () => {
  expect(['127.0.0.1', '::1', 'localhost', '0.0.0.0', '192.168.1.4', 'shop.example'].map(isLoopback)).toEqual([
    ...[true, true, true],
    ...[false, false, false],
  ])
})
