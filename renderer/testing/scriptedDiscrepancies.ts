import type { DiscrepancyQuestions, ToldDiscrepancy } from '../app/questions.ts'
import type { Terminal } from '../app/terminal.ts'

type Answer = <Value>(value: Value) => Promise<Value>

const open = { settledAt: null, settledBy: null, note: null }
const nobody = { order: null, orderNumber: null, transferNumber: null, terminal: null, staff: null }

/** What does not fit at this location, as the terminal has it, and one of each sort that it has not. */
export const discrepancyQuestions = (
  { activity, clock }: Pick<Terminal, 'activity' | 'clock'>,
  answer: Answer,
): DiscrepancyQuestions => {
  const now = clock.now()
  const elsewhere: ToldDiscrepancy = {
    ...{ ...open, ...nobody, id: 'd8', at: now - 3_600_000, location: 'td', kind: 'return_twice' },
    ...{ sku: 'TM-0002', name: 'Áo khoác', quantity: 2 },
  }
  const settled: ToldDiscrepancy = {
    ...{ ...nobody, id: 'd9', at: now - 9_000_000, location: 'q1', kind: 'count', sku: 'TM-0003', name: 'Quần' },
    ...{ quantity: 1, settledAt: now - 60_000, settledBy: 'Phạm Văn Dũng', note: 'thấy ở kho sau' },
  }
  const all = () => [...activity.discrepancies.get().map((one) => ({ ...one, ...open })), elsewhere, settled]
  return {
    discrepancies: ({ isSettled, kind, location }) =>
      answer({
        rows: all().filter(
          (one) =>
            (one.settledAt !== null) === isSettled &&
            (kind === null || one.kind === kind) &&
            (location === null || one.location === location),
        ),
        nextCursor: null,
      }),
    openDiscrepancies: () =>
      answer(
        all()
          .filter(({ settledAt }) => settledAt === null)
          .map(({ kind, location }) => ({ kind, location, count: 1 })),
      ),
  }
}
