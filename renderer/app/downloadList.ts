import type { HubRequest } from '../sync/hubRequest.ts'
import { QuestionError, type QuestionFailure } from './questions.ts'

/** Lists that the hub writes as files. */
export const listNames = [
  ...([
    'orders',
    'payments',
    'refunds',
    'stock',
    'holds',
    'returns',
    'vouchers',
    'preorders',
    'transfers',
    'discrepancies',
  ] as const),
  'movements',
] as const
export type ListName = (typeof listNames)[number]
export type ListFormat = 'csv' | 'xlsx'

const failureOf = (status: number): QuestionFailure => {
  if (status === 401) return 'not_signed_in'
  return status === 403 ? 'forbidden' : 'fault'
}

export interface ListQuestions {
  /** A whole list of this location as a file. A manager's. */
  downloadList(list: ListName, format: ListFormat, language: 'vi' | 'en'): Promise<Uint8Array>
}

/** Has the hub write a list. @throws QuestionError */
export const askLists = (request: HubRequest): ListQuestions => ({
  downloadList: async (list, format, language) => {
    const query = new URLSearchParams({ list, format, language })
    try {
      const answer = await request(`/trpc/exports.download?${query}`, { method: 'GET', headers: {} })
      if (!answer.ok) throw new QuestionError(failureOf(answer.status))
      return new Uint8Array(await answer.arrayBuffer())
    } catch (error) {
      // A file that breaks off is a lost connection.
      throw error instanceof QuestionError ? error : new QuestionError('offline', error)
    }
  },
})
