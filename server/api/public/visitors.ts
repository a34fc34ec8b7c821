import { normalizeIP, type RateLimitOptions } from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { defaultTtlSeconds } from '../../../shared/protocol/commands.ts'
import { type Caller, publicChannel } from '../../auth/callers.ts'
import { keyOf } from '../../sessions/leases.ts'
import { WrongIds } from '../../sessions/wrongIds.ts'
import type { Hub } from '../hub.ts'
import { sessionEnded, tooManyWrong } from '../problem.ts'

/** Requests of one session in a minute: more than fingers can do. */
const mostOfSession = 240
/** New sessions of one address in a minute: a whole house may stand behind one. */
const mostOfAddress = 600

export const sessionQuery = z.strictObject({ session: z.string().max(200) })
const named = z.object({ session: z.string().max(200).catch('') }).catch({ session: '' })

type Limited = { needs: 'nothing'; rateLimit: RateLimitOptions }

/** Without a key, limited by the session that is named. */
export const bySession: Limited = {
  needs: 'nothing',
  rateLimit: {
    max: mostOfSession,
    allowList: [],
    keyGenerator: ({ query }: FastifyRequest) => `visitor ${named.parse(query).session}`,
  },
}

/** Without a key or a session, limited by address. */
export const byAddress: Limited = {
  needs: 'nothing',
  rateLimit: {
    max: mostOfAddress,
    allowList: [],
    keyGenerator: (request: FastifyRequest) => `visitor at ${normalizeIP(request.ip)}`,
  },
}

/** Makes sure that somebody names a live session of the public page; one of a channel is none. */
export const createVisitors = ({ sessions, monotonicNow }: Pick<Hub, 'sessions' | 'monotonicNow'>) => {
  const wrongIds = new WrongIds(monotonicNow)
  return {
    /** @returns the session's key. @throws Problem unless it is live */
    insist: async (request: FastifyRequest, id: string): Promise<string> => {
      const address = normalizeIP(request.ip)
      if (wrongIds.isBlocked(address)) throw tooManyWrong('sessions')
      if ((await sessions.channelOf(id)) === publicChannel) return keyOf(id)
      wrongIds.count(address)
      throw sessionEnded()
    },
  }
}

/** Who holds in a session: every session has its own space of idempotency keys, and touches nothing but what the public page holds. */
export const visitorOf = (session: string, ttlSeconds: number | null): Caller => ({
  id: `visitor:${session}`,
  isAdmin: false,
  giver: {
    ...{ channel: publicChannel, ttlSeconds: ttlSeconds ?? defaultTtlSeconds, terminal: null, staff: null },
    ...({ role: 'staff', ownOnly: true } as const),
  },
  requestsPerMinute: mostOfSession,
})
