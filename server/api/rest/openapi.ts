import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, type FastifySchema } from 'fastify'
import { createJsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Needs, RestApp } from './restApp.ts'
import { problemSchema } from './schemas.ts'

const toJsonSchema = createJsonSchemaTransform({})

const idempotencyKey = {
  type: 'object',
  properties: {
    'idempotency-key': {
      type: 'string',
      minLength: 1,
      maxLength: 255,
      description: 'A repeat with the same key and body gets the same answer, and happens once.',
    },
  },
}

const problem = {
  description: 'Everything that is refused, or that goes wrong',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

const notJson = z.looseObject({ description: z.string(), mediaTypes: z.array(z.string()) })

/** An answer that is not JSON is told with its own types: `mediaTypes` in schemas.ts. */
const describeAnswer = (schema: unknown): unknown => {
  const read = notJson.safeParse(schema)
  if (!read.success) return schema
  const { description, mediaTypes } = read.data
  return {
    description,
    content: Object.fromEntries(
      mediaTypes.map((type) => [type, { schema: type.endsWith('json') ? {} : { type: 'string' } }]),
    ),
  }
}

const describeAnswers = (response: unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(Object(response)).map(([status, schema]) => [status, describeAnswer(schema)]))

/** What every route has, and what its schemas need not say again. */
const describe = (schema: FastifySchema, method: string, needs: Needs): FastifySchema => {
  if (schema.hide === true) return schema
  const admin = needs === 'admin' ? 'Needs an admin key.' : undefined
  const description = [schema.description, admin].filter((text) => text !== undefined).join('\n\n')
  return {
    ...schema,
    ...(description === '' ? {} : { description }),
    ...(method === 'POST' ? { headers: idempotencyKey } : {}),
    ...(schema.consumes?.includes('text/csv') === true ? { body: { type: 'string', format: 'binary' } } : {}),
    security: needs === 'nothing' ? [] : needs === 'key or session' ? [{ bearer: [] }, {}] : [{ bearer: [] }],
    response: { ...describeAnswers(schema.response), default: problem },
  }
}

const documentSchema = z.looseObject({
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
})

/** Drops the schemas that nothing names: each is made once as it is sent and once as it is answered, and few are both. */
const withoutUnused = (made: object): object => {
  const document = documentSchema.parse(made)
  const text = JSON.stringify(document)
  const used = Object.entries(document.components.schemas).filter(([name]) =>
    text.includes(`"#/components/schemas/${name}"`),
  )
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(used) } }
}

/** `GET /v1/openapi.json`, made from the schemas that the routes check with, and `GET /v1/docs`, a page that shows it. */
export const openApi = async (app: RestApp, version: string): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Holdfast REST',
        version,
        description:
          'Holds finite things for a customer for a while, and releases them the moment the promise ends. Times are RFC 3339 with offset, ' +
          'durations are seconds, money is an integer in the minor unit of its currency.',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transform: (document) => {
      const { schema, url } = toJsonSchema(document)
      const { method, config } = document.route
      return { schema: describe(schema, String(method), config?.needs ?? 'key'), url }
    },
    transformObject: jsonSchemaTransformObject,
  })
}

const open = { config: { needs: 'nothing', rateLimit: false }, schema: { hide: true } } as const

/** The page with its program is 5 MB: a hub reads it when somebody first asks for it, in a server that nothing else reaches. */
const openPage = async (): Promise<FastifyInstance> => {
  const { default: apiReference } = await import('@scalar/fastify-api-reference')
  const page = Fastify()
  await page.register(apiReference, {
    routePrefix: '/v1/docs',
    configuration: {
      url: '/v1/openapi.json',
      pageTitle: 'Holdfast REST',
      // Nothing from other origins: a hub has to work where there is no internet.
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  })
  return page
}

/** To be called once all routes of REST are there. */
export const openApiRoutes = (app: RestApp): void => {
  let document: string | null = null
  app.get('/v1/openapi.json', open, (_request, reply) => {
    document ??= JSON.stringify(withoutUnused(app.swagger()))
    reply.header('content-type', 'application/json; charset=utf-8').send(document)
  })
  let page: Promise<FastifyInstance> | null = null
  // What could not be read once, such as for want of file handles, is read for the next who asks.
  const pageOrAgain = (): Promise<FastifyInstance> =>
    (page ??= openPage().catch((error: unknown) => {
      page = null
      throw error
    }))
  for (const address of ['/v1/docs', '/v1/docs/*'])
    app.get(address, open, async (request, reply) => {
      const opened = await pageOrAgain()
      const { statusCode, headers, rawPayload } = await opened.inject({ url: request.url })
      if (statusCode === 404) return reply.callNotFound()
      for (const name of ['content-type', 'location', 'cache-control', 'etag'])
        if (headers[name] !== undefined) reply.header(name, headers[name])
      return reply.code(statusCode).send(rawPayload.length === 0 ? undefined : rawPayload)
    })
}

// The document names this schema in every answer, and no route answers with it by itself.
void problemSchema
