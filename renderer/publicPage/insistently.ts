import { Refused } from './ask.ts'

const tries = 5
const restMs = 2_000

/**
 * Asks once more where nobody answered, or the hub was not able to: it may have done what was asked, and its answer was lost. What is asked bears one key, so that it is done
 * once however often.
 */
export const insistently = async <Value>(
  later: (milliseconds: number, work: () => void) => void,
  ask: () => Promise<Value>,
): Promise<Value> => {
  for (let left = tries - 1; ; left -= 1)
    try {
      return await ask()
    } catch (error) {
      const isUnanswered = error instanceof Refused && (error.status === 0 || error.status >= 500)
      if (!isUnanswered || left === 0) throw error
      await new Promise<void>((resolve) => later(restMs, resolve))
    }
}
