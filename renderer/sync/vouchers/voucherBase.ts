import type { Hold } from '../../../shared/holds/states.ts'
import type { FoundCode } from './voucherBook.ts'

/** What the replica says of codes. */
export interface VoucherBase {
  /** Null if no campaign here has it. */
  find(code: string): FoundCode | null
  /** The holds of the replica that have a code, overdue ones included. */
  holdsWith(code: string): Iterable<Hold>
}

/** A shop without campaigns. */
export const noVoucherBase: VoucherBase = { find: () => null, holdsWith: () => [] }
