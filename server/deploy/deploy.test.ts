import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readSettings } from '../settings.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const project = path.join(here, '..', '..')
const read = (name: string): string => readFileSync(path.join(here, name), 'utf8')

const serviceSchema = z.object({
  image: z.string(),
  restart: z.literal('unless-stopped'),
  environment: z.record(z.string(), z.string()).optional(),
  healthcheck: z.object({ test: z.array(z.string()).min(2) }),
  depends_on: z.record(z.string(), z.object({ condition: z.literal('service_healthy') })).optional(),
  volumes: z.array(z.string()).optional(),
  build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
})
const composeSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  networks: z.object({ inside: z.object({ ipam: z.object({ config: z.tuple([z.object({ subnet: z.string() })]) }) }) }),
  volumes: z.record(z.string(), z.null()),
})

const { services, networks, volumes } = composeSchema.parse(parse(read('compose.yaml'), { merge: true }))
const hubs = Object.entries(services).filter(([, { build }]) => build !== undefined)

/** With what `.env` has to say. */
const filled = (text: string): string =>
  text.replaceAll(/\$\{(\w+)(?::[?-][^}]*)?\}/g, (_, name: string) =>
    name === 'HOLDFAST_PUBLIC_URL' ? 'https://shop.example' : `${name.toLowerCase().replaceAll('_', '')}1234`,
  )

describe('the compose file', () => {
  test('has two hubs, which differ in nothing but their name', () => {
    expect(hubs.map(([name]) => name)).toEqual(['hub-1', 'hub-2'])
    const [first, second] = hubs.map(([, { volumes: _volumes, ...hub }]) => hub)
    expect(first).toEqual(second)
  })

  test('gives hubs settings that they understand, each by its name', () => {
    const variables = Object.entries(hubs[0]?.[1].environment ?? {}).map(
      ([name, value]) => [name, filled(value)] as const,
    )
    const settings = readSettings(Object.fromEntries(variables), '/holdfast')
    expect(settings).toMatchObject({
      ok: true,
      settings: {
        databaseUrl: 'postgres://holdfast:postgrespassword1234@postgres:5432/holdfast',
        redisUrl: 'redis://redis:6379',
        publicUrl: 'https://shop.example',
        trustedProxies: [networks.inside.ipam.config[0].subnet],
      },
    })
    const known = readFileSync(path.join(project, 'README.md'), 'utf8')
    for (const [name] of variables) expect(known).toContain(`\`${name}\``)
  })

  test('asks everybody whether they are well, and keeps what has to be kept', () => {
    for (const { depends_on: needs = {} } of Object.values(services))
      for (const name of Object.keys(needs)) expect(services).toHaveProperty([name])
    const named = Object.values(services).flatMap(({ volumes: some = [] }) =>
      some.map((one) => one.split(':')[0] ?? ''),
    )
    for (const name of named.filter((one) => !one.startsWith('.'))) expect(volumes).toHaveProperty([name])
    expect(services['postgres']?.volumes).toHaveLength(1)
  })

  test('tells the proxy all that it wants to know, and of every hub', () => {
    const wanted = [...read('haproxy.cfg').matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name ?? '')
    const { environment = {} } = services['proxy'] ?? {}
    expect(Object.keys(environment).toSorted()).toEqual(wanted.toSorted())
    for (const [name] of hubs) expect(Object.values(environment)).toContain(`${name}:4070`)
  })

  test('is built from what there is', () => {
    for (const [, { build }] of hubs) expect(existsSync(path.join(project, build?.dockerfile ?? ''))).toBe(true)
    const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    )
    expect(copied.length).toBeGreaterThan(5)
    for (const name of copied) expect(existsSync(path.join(project, name))).toBe(true)
  })
})
