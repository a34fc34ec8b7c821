import type { Plan } from '../../shared/seating/plan.ts'
import type { ImportEvent } from '../../shared/protocol/itemImport.ts'
import type { CampaignInput } from '../../shared/kinds/voucher/campaign.ts'
import type { OverviewQuestions } from './allChannels.ts'
import type { AccountQuestions } from './bankAccount.ts'
import type { CustomerQuestions } from './customers.ts'
import type { BookableQuestions } from './bookables.ts'
import type { DiscrepancyQuestions } from './allDiscrepancies.ts'
import type { ListQuestions } from './downloadList.ts'
import type { FlashSaleQuestions } from './flashSales.ts'
import type { PreorderQuestions } from './goodsToCome.ts'
import type { LocationQuestions, OwnQuestions, PeopleQuestions } from './people.ts'
import type { StockQuestions } from './stockQuestions.ts'
import type { BoardCampaign, BoardOrder, Photo } from './terminal.ts'

export type * from './allChannels.ts'
export type * from './allDiscrepancies.ts'
export type * from './bookables.ts'
export type * from './shopsAndCarriers.ts'
export type * from './goodsToCome.ts'
export type * from './stockQuestions.ts'

interface OfGoods extends StockQuestions, PreorderQuestions, FlashSaleQuestions {}
interface OfPeople extends PeopleQuestions, OwnQuestions, LocationQuestions, BookableQuestions {}
interface OfMoney extends AccountQuestions, DiscrepancyQuestions {}

/**
 * What only the hub can answer: nothing of it is kept here, and without a network there is no answer. The screens ask through this,
 * so that they can be shown without a hub. Moments are milliseconds, money is in minor units.
 */
export interface Questions extends ListQuestions, OverviewQuestions, OfGoods, OfPeople, OfMoney, CustomerQuestions {
  /** A photo of goods that came back; null if there is none (yet). Of another place a manager's. */
  returnPhoto(hash: string): Promise<Photo | null>
  /** Orders of this location with their stories, newest first: older ones too, and sales at counters by their number. */
  findOrders(query: OrdersQuery): Promise<Page<BoardOrder>>
  /** Such an order comes to this terminal's copy, to be worked with. */
  bringOrder(order: string): Promise<void>
  /** Lines of the bank's statements that name no order, or several. A manager's. */
  statementLines(cursor: string | null): Promise<Page<StatementLine>>
  /** Books such a line to an order. A manager's. @returns false if somebody was quicker, or there is no such order */
  bookStatementLine(line: string, order: string): Promise<boolean>
  /** All campaigns with how many of their uses are free, held and used, by their short names. */
  campaigns(cursor: string | null): Promise<Page<BoardCampaign>>
  /** A code as it is now, with all that happened to it; null if nobody made it. */
  lookAtCode(code: string): Promise<ToldCode | null>
  /** Makes or changes a campaign as a whole. A manager's. @returns false if a new one is there already, or one has more codes than it would have */
  saveCampaign(campaign: WrittenCampaign): Promise<boolean>
  /** Makes so many codes that cannot be guessed, or takes these in. A manager's. */
  makeCodes(campaign: string, wanted: number | readonly string[]): Promise<CodesMade>
  /** The codes of a campaign, a page at a time. A manager's. */
  codesOf(campaign: string, cursor: string | null): Promise<Page<string>>
  /** Ends a code. A manager's. @returns false if nobody made it */
  voidCode(code: string): Promise<boolean>
  /** A ticket as it is now; null if no seat was sold with this code. */
  lookAtTicket(code: string): Promise<ToldTicket | null>
  /** Makes or changes an event of this location as a whole. A manager's. */
  saveEvent(event: WrittenEvent): Promise<SavedEventAnswer>
  /** Makes or changes one item, and counts it here. A manager's. @returns false if a new one is there already */
  saveItem(item: SavedItem): Promise<boolean>
  /** Brings a file of items in. A manager's. Ends after the last event; if the connection breaks before, part of it may be in. */
  importItems(file: Blob, onEvent: (event: ImportEvent) => void): Promise<void>
  /** Makes a one-time code with which another terminal can be paired. A manager's. */
  createCode(place: { location: string; channel: string }): Promise<PairCode>
  terminals(): Promise<readonly PairedTerminal[]>
  revoke(terminal: string): Promise<void>
  /** Proves on the running hub that levels equal movements and holds equal claims. */
  selfCheck(): Promise<SelfCheck>
  /** Whether the hub has no shop yet and this machine may set one up. */
  setUpNeeded(): Promise<boolean>
  /** Sets a new shop up, or the demo shop. @returns the code that pairs this terminal; null if there is a shop by now */
  setUp(shop: NewShop | 'demo'): Promise<string | null>
}

export interface NewShop {
  readonly shopName: string
  readonly timeZone: string
  readonly managerName: string
  readonly pin: string
  readonly counterName: string
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly nextCursor: string | null
}

export interface OrdersQuery {
  readonly text: string
  /** Empty: all. */
  readonly channel: string
  readonly cursor: string | null
}

export interface ToldCode {
  readonly code: string
  readonly campaign: string
  readonly state: 'free' | 'held' | 'used' | 'void'
  readonly usesLeft: number
  readonly history: readonly {
    readonly at: number
    readonly event: 'held' | 'used' | 'reopened'
    readonly reason: string | null
    readonly orderNumber: string | null
  }[]
}

export interface WrittenCampaign {
  readonly code: string
  readonly isNew: boolean
  readonly campaign: CampaignInput
}

export type CodesMade =
  | { readonly type: 'made'; readonly created: number }
  | { readonly type: 'no_campaign' }
  | { readonly type: 'beyond_quantity'; readonly left: number }
  | { readonly type: 'taken'; readonly codes: readonly string[] }

export interface StatementLine {
  readonly id: string
  readonly date: string
  readonly amount: number
  readonly description: string
  readonly reference: string | null
}

/** `valid` lets somebody in; the others say why not. */
export type TicketState = 'valid' | 'order_ended' | 'not_paid' | 'seat_of_another'

export interface ToldTicket {
  /** The number that people read. */
  readonly order: string
  readonly event: string
  readonly eventName: string
  readonly startsAt: number
  readonly seat: string
  readonly state: TicketState
}

export interface WrittenEvent {
  readonly code: string
  readonly isNew: boolean
  readonly name: string
  readonly startsAt: string
  /** A plan, or the code of an event in the same hall. */
  readonly plan: Plan | string
  /** By category, in minor units. */
  readonly prices: Readonly<Record<string, number>>
  readonly leavesNoSingle: boolean
  readonly publicSeats: number
}

export type SavedEventAnswer =
  | { readonly type: 'saved' | 'taken' | 'no_hall' }
  | { readonly type: 'no_category'; readonly categories: readonly string[] }
  | { readonly type: 'in_the_way'; readonly seats: readonly string[] }

export interface SavedItem {
  readonly sku: string
  readonly isNew: boolean
  readonly name: string
  readonly barcodes: readonly string[]
  readonly price: number
  readonly safetyStock: number
  /** null leaves the count as it is. */
  readonly onHand: number | null
}

export interface PairCode {
  readonly code: string
  readonly expiresAt: number
}

export interface PairedTerminal {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly location: string
  readonly channel: string
  readonly lastSeenAt: number | null
  readonly revokedAt: number | null
}

export interface SelfCheck {
  readonly clean: boolean
  readonly differences: readonly string[]
}

/** Why the hub did not answer a question. */
export type QuestionFailure = 'offline' | 'not_signed_in' | 'forbidden' | 'fault'

export class QuestionError extends Error {
  readonly why: QuestionFailure
  constructor(why: QuestionFailure, cause?: unknown) {
    super(`The hub did not answer: ${why}`, { cause })
    this.why = why
  }
}
