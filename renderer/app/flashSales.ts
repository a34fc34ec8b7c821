export interface FlashSaleState {
  /** Its item says so, everywhere. */
  readonly always: boolean
  readonly isOn: boolean
  /** Null: until somebody ends it. */
  readonly endsAt: number | null
  /** How many each buyer may have; null: no limit. */
  readonly perBuyer: number | null
}

/** What is asked of the hub about flash sales here. A manager's. */
export interface FlashSaleQuestions {
  /** Whether a thing is on flash sale; null if the hub does not know it. */
  flashSaleOf(sku: string): Promise<FlashSaleState | null>
  /** Puts a thing on flash sale for so many hours from now. */
  beginFlashSale(sku: string, hours: number, perBuyer: number | null): Promise<void>
  endFlashSale(sku: string): Promise<void>
}
