import type { CaseType } from '../../../shared/protocol/cases.ts'
import { discrepancies } from './discrepancies.ts'
import { orders } from './orders.ts'
import { returns } from './returns.ts'
import { transfers } from './transfers.ts'
import type { CaseSource } from './types.ts'
import { waiting } from './waiting.ts'

/** Every type of case; the compiler names one that is missing. */
export const caseSources: { readonly [T in CaseType]: CaseSource<T> } = {
  ...{ discrepancy: discrepancies, order: orders, return: returns, transfer: transfers, waiting },
}
