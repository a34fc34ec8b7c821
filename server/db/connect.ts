import postgres from 'postgres'

/** A connection pool of postgres.js. `bigint` columns come as numbers: positions and amounts stay far below 2^53. */
export type Sql = postgres.Sql<{ bigint: number }>
/** Whatever queries can be sent through: a pool, a transaction, a kept connection. */
export type Queries = postgres.ISql<{ bigint: number }>
export type Tx = postgres.TransactionSql<{ bigint: number }>

export interface ConnectOptions {
  readonly url?: string
  /** Instead of a URL: the embedded PostgreSQL's socket folder (or host) and its password. */
  readonly host?: string
  readonly port?: number
  readonly password?: string
  readonly database?: string
  readonly max: number
  readonly name: string
  /** Called whenever a connection is gone. */
  readonly onClose?: () => void
  /** Once it is aborted the database is given up: who waits for an answer hears so at once, and nobody can ask any more. */
  readonly givenUp?: AbortSignal
}

/** Opens a pool. Nothing is connected until the first query. */
export const connect = (options: ConnectOptions): Sql => {
  const settings = {
    max: options.max,
    onnotice: () => {},
    ...(options.onClose === undefined ? {} : { onclose: options.onClose }),
    connection: {
      application_name: options.name,
      timezone: 'UTC',
      // Every statement is prepared and looks up by key: planning each anew would cost as much as running it.
      plan_cache_mode: 'force_generic_plan',
    },
    types: {
      bigint: {
        to: 20,
        from: [20],
        serialize: (value: number) => String(value),
        parse: (text: string) => Number(text),
      },
    },
    connect_timeout: 10,
  }
  const sql =
    options.url === undefined
      ? postgres({
          ...settings,
          host: options.host ?? '127.0.0.1',
          port: options.port ?? 5432,
          database: options.database ?? 'holdfast',
          username: 'holdfast',
          password: options.password ?? '',
        })
      : postgres(options.url, settings)
  options.givenUp?.addEventListener('abort', () => void sql.end({ timeout: 0 }))
  return sql
}
