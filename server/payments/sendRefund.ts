import { formatMoney } from '../../shared/formatMoney.ts'
import type { Order, PaymentMethod, Refund } from '../../shared/orders/orders.ts'
import { ofHub } from '../arbiter/ofHub.ts'
import type { Arbiter } from '../arbiter/types.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { selectOrders } from '../orders/orderRows.ts'
import { attemptOfPayment, referenceOf } from './attempts.ts'
import { type PaidBack, ProviderFault, type Provider, type Providers } from './provider.ts'

interface Deps {
  readonly sql: Sql
  readonly arbiter: Pick<Arbiter, 'submit'>
  readonly providers: Providers
  readonly newId: () => string
}

/**
 * `by_hand`: none of those that took money for the order can send what is `left` of this back; `sent` has gone already. `busy`: somebody else is asking just
 * now.
 */
export type SentRefund =
  | { readonly type: 'done' | 'failed'; readonly order: Order }
  | ByHand
  | { readonly type: 'not_found' | 'busy' }

interface ByHand {
  readonly type: 'by_hand'
  readonly order: Order
  /** In minor units. */
  readonly left: number
  readonly sent: number
}

/** A part of a refund that a provider is asked for. */
interface Request {
  readonly id: string
  readonly payment: string
  readonly amount: number
  /** When it was first asked. */
  readonly at: number
}

type Claimed =
  | { readonly type: 'not_found' | 'busy' }
  | ByHand
  | { readonly type: 'all_gone'; readonly order: Order; readonly reference: string | null }
  | { readonly type: 'ask'; readonly order: Order; readonly request: Request }

/** For so long nobody else asks the provider the same; longer than it may take to answer. */
const busySeconds = 20

/**
 * Has money sent back by the providers that took it (SPEC O9), payment by payment where one is not enough. What is to be asked is written down first, under
 * the name that the provider is given, so that a hub that dies, an answer that is lost or somebody who asks again pays nothing twice. What fails stays
 * due and says why.
 */
export const sendRefund = async (deps: Deps, refund: string, by: string): Promise<SentRefund> => {
  for (;;) {
    const claimed = await deps.sql.begin((tx) => claim(tx, deps, refund, by))
    switch (claimed.type) {
      case 'not_found':
      case 'busy':
        return claimed
      case 'by_hand': {
        const words = wordsFor(claimed)
        const isKnown = claimed.order.refunds.some(({ id, failure }) => id === refund && failure === words)
        if (claimed.sent === 0 || isKnown) return claimed
        // Whoever gives the rest must not give all of it, also if they look tomorrow.
        const order = await tell(deps, claimed.order.id, refund, by, words, null)
        return { ...claimed, order }
      }
      case 'all_gone':
        return { type: 'done', order: await tell(deps, claimed.order.id, refund, by, null, claimed.reference) }
      case 'ask': {
        const { order, request } = claimed
        const answer = await ask(deps, order, request, by)
        await note(deps.sql, request.id, answer)
        if (answer.type !== 'done') {
          const told = await submitTold(deps, order.id, refund, by, answer.message, null)
          // From the moment that a provider said no the money may be the order's own again (SPEC O6): then there is nothing to send.
          return told === null ? { type: 'not_found' } : { type: 'failed', order: told }
        }
      }
    }
  }
}

/** In both languages: it is kept, and read by whoever looks. */
const wordsFor = ({ order: { currency }, left, sent }: ByHand): string => {
  const money = (amount: number, language: string): string => formatMoney({ amount, currency }, language)
  return [
    `Cổng thanh toán đã hoàn ${money(sent, 'vi')}; còn ${money(left, 'vi')} phải trả tận tay`,
    `The provider has sent ${money(sent, 'en')}; ${money(left, 'en')} is left to give by hand`,
  ].join(' · ')
}

/** Locks the order, so that nothing else becomes of the money meanwhile, and finds what is to be asked next. */
const claim = async (tx: Tx, { providers, newId }: Deps, refund: string, by: string): Promise<Claimed> => {
  const [locked] = await tx<{ id: string }[]>`
    select id from orders where id = (select order_id from refunds where id = ${refund}) for update`
  if (locked === undefined) return { type: 'not_found' }
  const [order] = await selectOrders(tx, tx`where o.id = ${locked.id}`)
  const known = order?.refunds.find(({ id }) => id === refund)
  if (order === undefined || known === undefined || known.state === 'withdrawn') return { type: 'not_found' }
  if (known.state === 'done') return { type: 'all_gone', order, reference: known.reference }
  const requests = await tx<RequestRow[]>`
    select id, payment, amount, state, reference, round(extract(epoch from asked_at) * 1000)::bigint as at,
      last_asked_at > clock_timestamp() - make_interval(secs => ${busySeconds}) as "isBusy"
    from refund_requests where payment in (select id from payments where order_id = ${order.id}) and state <> 'refused' and refund = ${refund}`
  const open = requests.find(({ state }) => state === 'asked')
  if (open?.isBusy === true) return { type: 'busy' }
  if (open !== undefined) {
    await tx`update refund_requests set last_asked_at = clock_timestamp() where id = ${open.id}`
    return { type: 'ask', order, request: open }
  }
  const sent = requests.reduce((sum, { amount }) => sum + amount, 0)
  const left = known.amount - sent
  if (left <= 0) return { type: 'all_gone', order, reference: requests.at(-1)?.reference ?? null }
  const begun = await begin(tx, { order, refund: known, left, providers, id: newId(), by })
  return begun ?? { type: 'by_hand', order, left, sent }
}

interface RequestRow extends Request {
  readonly state: 'asked' | 'done'
  readonly reference: string | null
  readonly isBusy: boolean
}

interface Beginning {
  readonly order: Order
  readonly refund: Refund
  readonly left: number
  readonly providers: Providers
  readonly id: string
  readonly by: string
}

const canPayBack = (providers: Providers): PaymentMethod[] =>
  [...providers.values()].flatMap(({ method, payBack }) => (payBack === undefined ? [] : [method]))

/** Writes down what is asked next: of the payment that has enough left if there is one, else of the largest. Null: no provider has any. */
const begin = async (tx: Tx, { order, refund, left, providers, id, by }: Beginning): Promise<Claimed | null> => {
  const [payment] = await tx<{ id: string; rest: number }[]>`
    select p.id, p.amount - coalesce(q.amount, 0) as rest
    from payments p
    left join (select payment, sum(amount)::bigint as amount from refund_requests where state <> 'refused' group by payment) as q on q.payment = p.id
    where p.order_id = ${order.id} and p.reference is not null and p.method = any(${canPayBack(providers)}::text[]) and p.amount > coalesce(q.amount, 0)
    order by p.amount - coalesce(q.amount, 0) >= ${left} desc, p.amount - coalesce(q.amount, 0) desc, p.at desc limit 1`
  if (payment === undefined) return null
  const amount = Math.min(left, payment.rest)
  const [request] = await tx<Request[]>`
    insert into refund_requests (id, refund, payment, amount, state, asked_at, last_asked_at, asked_by)
    values (${id}, ${refund.id}, ${payment.id}, ${amount}, 'asked', clock_timestamp(), clock_timestamp(), ${by})
    returning id, payment, amount, round(extract(epoch from asked_at) * 1000)::bigint as at`
  if (request === undefined) throw new Error('a refund was asked for and is not there')
  return { type: 'ask', order, request }
}

const ask = async (
  { sql, providers }: Deps,
  order: Order,
  { id, payment, amount, at }: Request,
  by: string,
): Promise<PaidBack> => {
  const paid = order.payments.find((one) => one.id === payment)
  const provider: Provider | undefined = paid === undefined ? undefined : providers.get(paid.method)
  if (paid?.reference === undefined || paid.reference === null || provider?.payBack === undefined)
    return { type: 'pending', message: 'this hub is not set up for the provider that was asked' }
  const { attempt, askedAt } = await attemptOfPayment(sql, order, paid.reference)
  try {
    return await provider.payBack({
      ...{ request: id, reference: referenceOf(order.number, attempt), askedAt, transaction: paid.reference },
      ...{ paid: paid.amount, amount, by, at },
    })
  } catch (error) {
    if (!(error instanceof ProviderFault)) throw error
    return { type: 'pending', message: error.message }
  }
}

/** Keeps what was answered. What is not known stays asked, and is asked again under the same name. */
const note = async (sql: Sql, request: string, answer: PaidBack): Promise<void> => {
  const state = answer.type === 'pending' ? 'asked' : answer.type
  const [reference, words] = answer.type === 'done' ? [answer.reference, null] : [null, answer.message]
  await sql`
    update refund_requests set state = ${state}, answered_at = clock_timestamp(), answer = ${words}, reference = ${reference},
      last_asked_at = clock_timestamp() - make_interval(secs => ${busySeconds})
    where id = ${request} and state = 'asked'`
}

/** Keeps what became of a refund that a provider was asked for, and that therefore cannot be withdrawn. */
const tell = async (...told: Parameters<typeof submitTold>): Promise<Order> => {
  const order = await submitTold(...told)
  if (order === null) throw new Error('a refund that a provider was asked for is due no more')
  return order
}

/** Null: the refund was withdrawn. */
const submitTold = async (
  { arbiter, newId }: Deps,
  order: string,
  refund: string,
  by: string,
  failure: string | null,
  reference: string | null,
): Promise<Order | null> => {
  const words = failure === null ? null : failure.slice(0, 200).trim() || 'the provider did not say why'
  const answer = await arbiter.submit(
    ofHub(
      {
        ...{ type: 'order.refund_told', order, refund, by, failure: words },
        ...(reference === null ? {} : { reference }),
      },
      newId(),
    ),
  )
  if (answer.type === 'verdict' && answer.verdict.accepted && answer.verdict.outcome.type === 'order')
    return answer.verdict.outcome.order
  if (answer.type === 'verdict' && !answer.verdict.accepted && answer.verdict.rejection.code === 'not_found')
    return null
  throw new Error(`what became of refund ${refund} could not be kept`)
}
