import { accept, type Change, type Result } from './decide.ts'
import type { Decided } from './settle.ts'

/** What became of one hold, in the form in which a command is answered. */
export const holdChange = (result: Result<Change>): Result<Decided> =>
  result.ok
    ? accept({
        outcome: { type: 'hold', hold: { ...result.value.hold, lines: [...result.value.hold.lines] } },
        events: result.value.events,
      })
    : result
