import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'holdfast-terminal-'))
mkdirSync(path.join(folder, 'assets'))
writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Holdfast</title>')
writeFileSync(path.join(folder, 'sw.js'), '/* service worker */')
writeFileSync(path.join(folder, 'assets', 'index-abc123.js'), '/* code */')
afterAll(() => rmSync(folder, { recursive: true }))

const hub = testHub(testDatabase(), { terminalFolder: folder, trustedProxies: ['127.0.0.1'] })
const get = (url: string) => hub.ask('GET', url, { key: null })

describe('the web terminal', () => {
  test('is served at /, under a policy that lets it load and ask nothing but this hub', async () => {
    const page = await get('/')
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('<title>Holdfast</title>') })
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("default-src 'self'")
    // The one thing besides: PINs are checked by WebAssembly.
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('upgrade-insecure-requests')
    expect(policy).not.toContain("'unsafe-eval'")
    expect(page.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
    expect(page.headers['access-control-allow-origin']).toBeUndefined()
  })

  test('is kept by browsers only where the name tells the content', async () => {
    expect((await get('/')).headers['cache-control']).toBe('no-cache')
    expect((await get('/sw.js')).headers['cache-control']).toBe('no-cache')
    expect((await get('/assets/index-abc123.js')).headers['cache-control']).toContain('immutable')
  })

  test('hides no address of the hub, and what is not there is 404', async () => {
    expect((await get('/healthz')).status).toBe(200)
    for (const url of [
      '/nothing',
      '/assets/nothing.js',
      '/v1/nothing',
      '/../package.json',
      '/%2e%2e/package.json',
      '/v1//stock',
    ])
      expect(await get(url)).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })
})

const mayBegin = async (remoteAddress: string, forwarded?: string): Promise<boolean> => {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  const answer = await hub.app.inject({ url: '/trpc/setup.needed', remoteAddress, headers })
  return z.object({ result: z.object({ data: z.object({ needed: z.boolean() }) }) }).parse(answer.json()).result.data
    .needed
}

describe('behind a proxy', () => {
  test('who asks is whom a trusted proxy names; nobody else is believed', async () => {
    expect(await mayBegin('127.0.0.1')).toBe(true)
    expect(await mayBegin('127.0.0.1', '203.0.113.9')).toBe(false)
    expect(await mayBegin('192.168.1.9', '127.0.0.1')).toBe(false)
  })
})

/** Sends bytes as they are. @returns all that comes back */
const send = async (bytes: string): Promise<string> => {
  if (!hub.app.server.listening) await hub.app.listen({ host: '127.0.0.1', port: 0 })
  const address = hub.app.server.address()
  const socket = connect(address === null || typeof address === 'string' ? 0 : address.port, '127.0.0.1')
  socket.end(bytes)
  let told = ''
  for await (const chunk of socket) told += String(chunk)
  return told
}

describe('what is no request', () => {
  test.each([
    [
      'headers too large',
      `GET /healthz HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(17_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
    ['a header that is none', 'GET /healthz HTTP/1.1\r\nhost: x\r\nno header\r\n\r\n', 400, 'malformed'],
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'malformed'],
  ])('%s: the answer is a problem as any other', async (_what, bytes, status, code) => {
    const [head = '', body = ''] = (await send(bytes)).split('\r\n\r\n')
    expect(head).toContain(`HTTP/1.1 ${status} `)
    expect(head).toContain('content-type: application/problem+json')
    expect(JSON.parse(body)).toMatchObject({ status, code })
  })
})

describe('operations', () => {
  test('/healthz, /readyz and /metrics need no key', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect(await get('/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } })
    const metrics = await get('/metrics')
    expect(metrics.headers['content-type']).toContain('text/plain')
    expect(metrics.text).toContain('holdfast_http_seconds_count{method="GET",route="/healthz",status="200"}')
  })

  test('the self-check is an admin’s', async () => {
    expect((await hub.ask('POST', '/v1/self-check')).body).toEqual({ clean: true, differences: [] })
  })
})

describe('the OpenAPI document', () => {
  const documentSchema = z.object({
    openapi: z.literal('3.1.0'),
    paths: z.record(z.string(), z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.unknown()) }))),
    components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
  })

  test('has every route of the contract, and says what is sent and answered', async () => {
    const { paths } = documentSchema.parse((await get('/v1/openapi.json')).body)
    const routes = Object.entries(paths).flatMap(([url, methods]) =>
      Object.keys(methods).map((method) => `${method} ${url}`),
    )
    for (const route of [
      'put /v1/locations/{code}',
      'put /v1/items/{sku}',
      'get /v1/items',
      'post /v1/items/import',
      'put /v1/stock/{sku}/{location}',
      'post /v1/stock/{sku}/{location}/receive',
      'put /v1/channels/{code}',
      'post /v1/channels/{code}/keys',
      'get /v1/stock',
      'get /v1/stock/{sku}/{location}/movements',
      'post /v1/holds',
      'get /v1/holds',
      'get /v1/holds/{id}',
      'post /v1/holds/{id}/release',
      'post /v1/holds/{id}/confirm',
      'post /v1/holds/{id}/extend',
    ])
      expect(routes).toContain(route)
    for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods)))
      expect(Object.keys(operation.responses)).toContain('default')
    expect(paths['/v1/holds']?.['post']).toMatchObject({
      requestBody: { content: { 'application/json': { schema: expect.anything() } } },
      parameters: expect.arrayContaining([expect.objectContaining({ name: 'idempotency-key', in: 'header' })]),
      security: [{ bearer: [] }],
    })
    expect(paths['/v1/items/import']?.['post']).toMatchObject({
      requestBody: { content: { 'text/csv': expect.anything() } },
    })
  })

  test('tells what is not JSON with its own type', async () => {
    const { paths } = documentSchema.parse((await get('/v1/openapi.json')).body)
    for (const [url, types] of [
      ['/v1/sessions/{id}/stream', ['text/event-stream']],
      ['/v1/events/{code}/stream', ['text/event-stream']],
      ['/public/events/{code}/stream', ['text/event-stream']],
      ['/public/checkout/{key}/stream', ['text/event-stream']],
      ['/v1/queue/{id}/stream', ['text/event-stream']],
      ['/v1/resources/{code}/calendar/{file}', ['text/calendar']],
      ['/v1/exports/{list}', ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']],
      ['/v1/returns/{id}/photos/{hash}', ['image/jpeg', 'image/webp']],
      ['/v1/payments/{provider}/return', ['text/html']],
    ] as const)
      expect(
        Object.keys(z.object({ content: z.object({}).loose() }).parse(paths[url]?.['get']?.responses['200']).content),
      ).toEqual(types)
  })

  test('lets every list be read in pages', async () => {
    const { text } = await get('/v1/openapi.json')
    const listSchema = z.object({
      parameters: z.array(z.object({ name: z.string() })).default([]),
      responses: z.object({
        200: z.object({
          content: z.object({
            'application/json': z.object({ schema: z.object({ properties: z.object({ nextCursor: z.unknown() }) }) }),
          }),
        }),
      }),
    })
    const lists = Object.entries(documentSchema.parse(JSON.parse(text)).paths).flatMap(([url, { get: read }]) => {
      const list = listSchema.safeParse(read)
      return list.success ? [{ url, names: list.data.parameters.map(({ name }) => name) }] : []
    })
    expect(lists.length).toBeGreaterThan(20)
    for (const { url, names } of lists) expect(names, url).toEqual(expect.arrayContaining(['cursor', 'limit']))
    for (const url of ['/v1/locations', '/v1/channels', '/v1/staff', '/v1/webhooks', '/v1/carriers', '/v1/connectors'])
      expect(lists.map((list) => list.url)).toContain(url)
  })

  test('asks of nothing to be two closed objects at once, and lets refusals tell more', async () => {
    const { text, body } = await get('/v1/openapi.json')
    expect(text).not.toMatch(/"allOf":\[\{"(?:oneOf|anyOf|type":"object)/)
    expect(documentSchema.parse(body).components.schemas['Problem']).not.toMatchObject({ additionalProperties: false })
  })

  test('names no schema that is not there', async () => {
    const { text, body } = await get('/v1/openapi.json')
    const { schemas } = documentSchema.parse(body).components
    const named = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name ?? '')
    expect(named.length).toBeGreaterThan(10)
    for (const name of named) expect(Object.keys(schemas)).toContain(name)
  })

  test('has a page, which loads nothing from elsewhere', async () => {
    const page = await get('/v1/docs/')
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('/v1/openapi.json') })
    expect(page.text).not.toMatch(/https?:\/\//)
    expect((await get('/v1/docs/js/scalar.js')).status).toBe(200)
    expect((await get('/v1/docs/nothing')).status).toBe(404)
  })
})
