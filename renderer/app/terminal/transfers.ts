import type { Rejection } from '../../../shared/protocol/verdicts.ts'
import type { Transfer } from '../../../shared/transfers/transfers.ts'
import type { Live } from './live.ts'
import type { Pieces } from './returns.ts'

export type { Transfer, TransferLine } from '../../../shared/transfers/transfers.ts'

/** Goods on the way from here or to here, with what was done here folded in. */
export interface BoardTransfer extends Transfer {
  /** True while the hub has not told of something that was done here. */
  readonly isWaiting: boolean
}

/** What the local rules foretell, at once. Requests that they refuse are not asked of the hub; facts always are. */
export type TransferAnswer =
  | { readonly ok: true; readonly transfer: BoardTransfer }
  | { readonly ok: false; readonly rejection: Rejection }

/** Goods that go from one location of the shop to another, from memory. */
export interface Transfers {
  /** The same objects for as long as they say the same. */
  readonly list: Live<readonly BoardTransfer[]>
  /** From this terminal's location: a manager's. Without a network it is asked of the hub later, as a hold is. */
  send(to: string, lines: readonly Pieces[], note?: string): Promise<TransferAnswer>
  /** A fact: these pieces are here (SPEC X4). */
  receive(id: string, lines: readonly Pieces[]): Promise<TransferAnswer>
  /** All of it goes back to where it came from: a manager's. */
  cancel(id: string): Promise<TransferAnswer>
  /** What has not come is given up: a manager's. */
  close(id: string): Promise<TransferAnswer>
}
