import type { RestApp } from './rest/restApp.ts'
import type { Hub } from './hub.ts'

/** `/healthz` (it runs), `/readyz` (it can serve) and `/metrics`, for whoever watches the hub. */
export const healthRoutes = (app: RestApp, { ready, metrics }: Hub): void => {
  const open = { config: { needs: 'nothing', rateLimit: false }, schema: { hide: true } } as const

  app.get('/healthz', open, (_request, reply) => {
    reply.header('content-type', 'application/json; charset=utf-8').send('{"status":"ok"}')
  })

  app.get('/readyz', open, async (_request, reply) => {
    const isReady = await ready()
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not_ready' })
  })

  app.get('/metrics', open, async (_request, reply) =>
    reply.header('content-type', metrics.contentType).send(await metrics.metrics()),
  )
}
