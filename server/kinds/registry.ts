import type { Kind } from '../../shared/kinds/registry.ts'
import { seatKind } from './seat/seatKind.ts'
import { stockKind } from './stock/stockKind.ts'
import { slotKind } from './slot/slotKind.ts'
import type { ServerKind } from './types.ts'
import { voucherKind } from './voucher/voucherKind.ts'

/** How the hub keeps each kind; the compiler names a kind that is missing. */
export const serverKinds: { readonly [K in Kind]: ServerKind<K> } = {
  ...{ stock: stockKind, slot: slotKind, seat: seatKind, voucher: voucherKind },
}
