import type { ShopQuestions } from '../app/questions.ts'

type Answer = <Value>(value: Value) => Promise<Value>

/** A hub that takes whatever is said of shops and carriers, but for secrets that are too short and names that are taken. */
export const shopQuestions = (now: () => number, answer: Answer): ShopQuestions => ({
  connectShop: ({ secret }) => answer(secret !== undefined && secret.length < 8 ? 'secret' : null),
  disconnectShop: () => answer(undefined),
  shopMessages: () =>
    answer([
      {
        ...{ id: 'm1', at: now() - 240_000, what: 'order.created', about: '4711', outcome: 'held', amiss: true },
        missing: ['KHONG-CO'],
      },
    ]),
  saveCarrier: (code, isNew) =>
    answer(code === 'giao-nhanh' ? { type: 'taken' } : { type: 'saved', secret: isNew ? 'whsec_c2VjcmV0' : null }),
  removeCarrier: () => answer(undefined),
  carrierMessages: () =>
    answer([
      { id: 'm2', at: now() - 60_000, what: 'LOST', about: 'GHN1', outcome: 'unmapped', amiss: true, missing: [] },
    ]),
})
