import { describe, expect, it } from 'vitest'
import { manualLater, settled } from '../publicPage/testing/manualLater.ts'
import { never } from '../publicPage/testing/never.ts'
import { ScriptedStream } from '../publicPage/testing/scriptedStream.ts'
import type { ShownOrder } from './askHub.ts'
import { createCheckout } from './checkout.ts'

const money = (amount: number) => ({ amount, currency: 'VND' })
const order = (state: ShownOrder['state'], leftMs: number | null): ShownOrder => ({
  ...{ number: 'HF1', state, shop: 'Q1', lines: [], discounts: [], plan: [], events: [], methods: [] },
  ...{ total: money(10), paid: money(0), asked: money(10), due: money(10), back: money(0) },
  ...{ leftMs, wholeMs: leftMs, timeZone: 'Asia/Ho_Chi_Minh' },
})

/** A page whose reads are answered by the test, in whatever order. */
const begin = async () => {
  const reads: ((answer: ShownOrder) => void)[] = []
  const stream = new ScriptedStream('stream')
  const timers = manualLater()
  const checkout = createCheckout({
    hub: { read: () => new Promise((resolve) => reads.push(resolve)), pay: never, cancel: never, streamUrl: 'stream' },
    ...{ openStream: () => stream, now: () => 0, later: timers.later, goTo: never },
  })
  const answer = async (place: number, told: ShownOrder): Promise<void> => {
    reads[place]?.(told)
    await settled()
  }
  void checkout.start()
  await answer(0, order('awaiting_payment', 600_000))
  return { checkout, reads, stream, timers, answer }
}

describe('checkout', () => {
  it('shows what was asked for last, though the answer before comes later', async () => {
    const { checkout, stream, answer } = await begin()
    stream.tell('changed')
    stream.tell('changed')
    await answer(2, order('paid', null))
    await answer(1, order('awaiting_payment', 599_000))
    expect(checkout.state.get()).toMatchObject({ order: { state: 'paid' }, time: null })
  })

  it('looks once when the time is over, however often it has looked before', async () => {
    const { reads, stream, timers, answer } = await begin()
    for (const place of [1, 2, 3]) {
      stream.tell('changed')
      await answer(place, order('awaiting_payment', 600_000))
    }
    expect(reads).toHaveLength(4)
    await timers.run()
    expect(reads).toHaveLength(5)
    await answer(4, order('expired', null))
    await timers.run()
    expect(reads).toHaveLength(5)
  })
})
