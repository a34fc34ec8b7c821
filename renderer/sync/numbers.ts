import type { Verdict } from '../../shared/protocol/verdicts.ts'
import { type CommandRecord, isUnsettled } from './commandRecord.ts'

/** The numbers of a terminal's commands, as the hub counts them: given when a command is first sent, none left out. */
export class Numbers {
  private lastGiven = 0

  get last(): number {
    return this.lastGiven
  }

  next(): number {
    return ++this.lastGiven
  }

  /** A number that was given once. */
  saw(number: number | null): void {
    this.lastGiven = Math.max(this.lastGiven, number ?? 0)
  }

  /** The next number is the one after this. */
  goBackTo(number: number): void {
    this.lastGiven = number
  }
}

/** Those that have no number yet, with one. */
export const newlyNumbered = (records: readonly CommandRecord[], numbers: Numbers): CommandRecord[] =>
  records
    .filter(({ sequence }) => sequence === null)
    .map((record): CommandRecord => ({ ...record, sequence: numbers.next() }))

/**
 * The hub counts from a lower number on. @returns what it has forgotten, to be sent again; what a person has seen to meanwhile loses its
 * number and stays undone
 */
export const renumberedFrom = (
  records: Iterable<CommandRecord>,
  expected: number,
  numbers: Numbers,
): CommandRecord[] => {
  const forgotten = inTheirOrder(records).filter((record) => isUnsettled(record) || (record.sequence ?? 0) >= expected)
  numbers.goBackTo(expected - 1)
  return forgotten.map(
    (record): CommandRecord =>
      record.ended === 'no'
        ? { ...record, sequence: numbers.next(), verdict: null, position: null }
        : { ...record, sequence: null },
  )
}

/** A command that the hub cannot read is refused here. @returns it without its number, and those after it with one less */
export const numberPassedOn = (
  records: Iterable<CommandRecord>,
  record: CommandRecord,
  numbers: Numbers,
): CommandRecord[] => {
  const number = record.sequence ?? numbers.last + 1
  const later = inTheirOrder(records).filter((other) => (other.sequence ?? 0) > number)
  numbers.goBackTo(number - 1)
  const verdict: Verdict = { accepted: false, rejection: { code: 'internal' } }
  return [
    { ...record, sequence: null, verdict },
    ...later.map((other): CommandRecord => ({ ...other, sequence: numbers.next() })),
  ]
}

/** Those that have a number, in its order. */
const inTheirOrder = (records: Iterable<CommandRecord>): CommandRecord[] =>
  [...records].filter(({ sequence }) => sequence !== null).toSorted((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0))
