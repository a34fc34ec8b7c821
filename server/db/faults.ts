import postgres from 'postgres'

/** True for an error that may pass by itself: a lost or refused connection, a server that starts or stops, a deadlock, a full disk. */
export const isFault = (error: unknown): boolean => {
  if (error instanceof postgres.PostgresError) return isFaultState(error.code)
  return error instanceof Error && 'code' in error && connectionCodes.has(String(error.code))
}

/** True if we ourselves have given the database up, or closed the way to it: to ask again does no good. */
export const isGivenUp = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'CONNECTION_ENDED'

/** True if somebody else wrote the same key first: to be looked up and decided again. */
export const isConflictingWrite = (error: unknown): boolean =>
  error instanceof postgres.PostgresError && error.code === '23505'

/** By SQLSTATE class. Source: PostgreSQL's Appendix A, error codes. */
const isFaultState = (code: string): boolean =>
  // Connection, transaction rollback (deadlock, serialization), insufficient resources, operator intervention, system error.
  ['08', '40', '53', '57', '58'].some((kind) => code.startsWith(kind))

const connectionCodes = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  // Of a database on another machine: nobody knows its name just now, or no way leads there.
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
])
