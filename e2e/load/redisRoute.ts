import { randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { Redis } from 'ioredis'
import { placeSchema } from '../../server/api/rest/holdView.ts'
import { validatorCompiler } from '../../server/api/validation.ts'
import { takeScript } from './takeScript.ts'

/**
 * What a shop would write that keeps its stock in a cache: the same server, the same body checked by the same schema, and one Lua script of Redis. It
 * knows no keys, repeats, deadlines or limits, writes no row, and what it took is gone with the machine. A program of its own, built and run as a hub is
 * (`sustained.ts`): with Redis' address, and `pipelined` or not, it prints its own.
 */
const [url = '', how] = process.argv.slice(2)
const redis = new Redis(url, { enableAutoPipelining: how === 'pipelined' })

const app = Fastify({ bodyLimit: 1024 * 1024 }).withTypeProvider<ZodTypeProvider>()
app.setValidatorCompiler(validatorCompiler)
app.post('/v1/holds', { schema: { body: placeSchema } }, async (request, reply) => {
  const id = randomUUID()
  if ((await redis.eval(takeScript, 2, 'left', 'holds', '1', id)) !== 1)
    return reply.code(409).send({ code: 'conflict' })
  const { location, lines, ttlSeconds = 900 } = request.body
  const now = Date.now()
  const [placedAt, expiresAt] = [new Date(now).toISOString(), new Date(now + ttlSeconds * 1000).toISOString()]
  return reply
    .code(201)
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify({ id, state: 'held', channel: 'web', location, placedAt, expiresAt, lines }))
})
await redis.set('left', '1000000000')
process.stdout.write(`ready ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
