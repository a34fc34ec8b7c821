import * as z from 'zod/mini'

/** What the hub said no to, or that it could not be asked. */
export class Refused extends Error {
  constructor(
    /** 0: nobody answered. */
    readonly status: number,
    readonly code: string,
    /** How many seats one visitor may hold, where that is the reason. */
    readonly mostSeats: number | null = null,
  ) {
    super(code)
  }
}

const problemSchema = z.object({ code: z.string(), mostSeats: z.optional(z.number()) })

const refusalOf = async (response: Response): Promise<Refused> => {
  const problem = problemSchema.safeParse(await response.json().catch(() => null))
  if (!problem.success) return new Refused(response.status, 'unavailable')
  return new Refused(response.status, problem.data.code, problem.data.mostSeats ?? null)
}

const patienceMs = 10_000

/** Asks the hub. @throws Refused if it says no, or nobody answers within ten seconds */
export const ask = async <Schema extends z.ZodMiniType>(schema: Schema, url: string, init?: RequestInit) => {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs) }).catch(() => {
    throw new Refused(0, 'offline')
  })
  if (!response.ok) throw await refusalOf(response)
  const answer: unknown = await response.json()
  return schema.parse(answer)
}

export const post = (body: object, headers: Readonly<Record<string, string>> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})
