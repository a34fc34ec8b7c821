import { describe, expect, it } from 'vitest'
import { askAgainAfter } from './makeQueries.ts'
import { QuestionError } from './questions.ts'

describe('a question that failed', () => {
  it('is asked again by itself if only it has noticed that the network was away', () => {
    expect(askAgainAfter(new QuestionError('offline'), 'online')).toBeGreaterThan(0)
    expect(askAgainAfter(new QuestionError('offline'), 'offline')).toBe(false)
    for (const why of ['fault', 'forbidden', 'not_signed_in'] as const)
      expect(askAgainAfter(new QuestionError(why), 'online')).toBe(false)
    expect(askAgainAfter(null, 'online')).toBe(false)
  })
})
