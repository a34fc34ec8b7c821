import { pino } from 'pino'
import { type Cluster, startCluster } from '../../server/db/embedded/cluster.ts'
import { startRedis, type TestRedis } from '../../server/testing/redisServer.ts'
import { freePort } from '../../server/testing/freePort.ts'
import { type HubProcess, startHubProcess, temporaryFolder } from './hubProcess.ts'

/** Several hubs as processes on one PostgreSQL, which outlives each of them, and on one Redis. */
export interface HubFleet {
  readonly connection: Cluster['connection']
  /** Null: there is no Redis on this machine, or none was asked for; each hub counts for itself. */
  readonly redis: TestRedis | null
  /** Where each hub answers: the same address after its restart. */
  readonly urls: readonly string[]
  /** Those that run now. */
  hubs(): readonly HubProcess[]
  kill(hub: number): Promise<void>
  restart(hub: number): Promise<void>
  close(): Promise<void>
}

export interface FleetOptions {
  readonly hubs: number
  readonly withRedis: boolean
  /** What else each hub is told. */
  readonly environment?: Readonly<Record<string, string>>
}

/** What tells a hub of its database. A socket cannot stand in a URL: the driver takes the place from the environment where the URL names none. */
export const environmentOf = ({ host = '', port = 5432, password = '', database = '' }: Cluster['connection']) => ({
  HOLDFAST_DATABASE_URL: `postgres:///${database}`,
  ...{ PGHOST: host, PGPORT: String(port), PGUSER: 'holdfast', PGPASSWORD: password },
})

export const startFleet = async ({ hubs, withRedis, environment: more = {} }: FleetOptions): Promise<HubFleet> => {
  const { folder, remove } = temporaryFolder()
  const cluster = await startCluster({ folder, log: pino({ level: 'warn' }), settings: { max_connections: '300' } })
  const redis = withRedis ? await startRedis() : null
  const environment = {
    ...more,
    ...environmentOf(cluster.connection),
    ...(redis === null ? {} : { HOLDFAST_REDIS_URL: redis.url }),
  }
  const ports = await Promise.all(Array.from({ length: hubs }, freePort))
  const begin = (at: number | undefined): Promise<HubProcess> =>
    startHubProcess({ data: folder, environment, ...(at === undefined ? {} : { port: at }) })
  const running = await Promise.all(ports.map(begin))
  return {
    connection: cluster.connection,
    redis,
    urls: running.map(({ url }) => url),
    hubs: () => running,
    kill: async (hub) => running[hub]?.kill(),
    restart: async (hub) => {
      running[hub] = await begin(ports[hub])
    },
    close: async () => {
      await Promise.all(running.map((one) => one.stop()))
      await redis?.close()
      await cluster.stop()
      remove()
    },
  }
}
