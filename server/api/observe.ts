import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { Histogram, type Registry } from 'prom-client'

/**
 * Measures every answer by route and status, and logs it: never with a body, a name in the address or a key, since those tell of people.
 * Answers are logged at `debug`, so that the hot path writes no line; faults are logged where they are answered, with their cause.
 */
export const observe = (app: FastifyInstance, registry: Registry, log: Logger): void => {
  const seconds = new Histogram({
    name: 'holdfast_http_seconds',
    help: 'How long answers took, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  // Finding a series by its labels costs more than counting in it, and there are few.
  const series = new Map<string, ReturnType<typeof seconds.labels>>()

  app.addHook('onResponse', (request, reply, done) => {
    const { method } = request
    const route = request.routeOptions.url ?? 'none'
    const status = reply.statusCode
    const milliseconds = reply.elapsedTime
    const name = `${method} ${route} ${status}`
    let one = series.get(name)
    if (one === undefined) {
      one = seconds.labels(method, route, String(status))
      series.set(name, one)
    }
    one.observe(milliseconds / 1000)
    if (log.isLevelEnabled('debug')) request.log.debug({ method, route, status, milliseconds }, 'answered')
    done()
  })
}
