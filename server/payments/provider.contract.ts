import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RefundDesk } from '../testing/refundDesk.ts'
import type { Message, Notice, Provider, ToPay, ToPayBack } from './provider.ts'

/** What a provider's suite needs besides the provider: its messages, as the provider would send them. */
export interface Told {
  readonly provider: Provider
  /** Every way in which the provider tells one thing; none where it never tells anything. */
  readonly messages: (notice: Notice) => readonly Message[]
  /** Where it is asked to pay back; missing where it cannot, or has nobody to ask. */
  readonly desk?: RefundDesk
}

export const toPay: ToPay = {
  ...{ order: '0191d1c0-0000-7000-8000-000000000001', reference: 'HF000001', amount: 70_000, currency: 'VND' },
  // 2026-11-24 20:00 in Vietnam.
  ...{ placedAt: 1_795_525_200_000, expiresAt: 1_795_526_100_000 },
}

const toPayBack: ToPayBack = {
  ...{ request: '0191d1c0-0000-7000-8000-000000000002', reference: toPay.reference, askedAt: toPay.placedAt },
  ...{ transaction: '14422574', paid: 70_000, amount: 20_000, by: 'tuan', at: 1_795_600_000_000 },
}

const paid: Notice = { reference: toPay.reference, outcome: 'paid', amount: toPay.amount, transaction: '14422574' }

/** The message with one letter or digit of it turned into another: in the address if it is there, else in the body. */
const spoiled = (message: Message, at: number): Message => {
  const text = message.query === '' ? message.body.toString('utf8') : message.query
  const places = [...text.matchAll(/(?<!%|%[0-9A-F])[0-9A-Za-z]/g)].map(({ index }) => index)
  const place = places[at % places.length] ?? 0
  // Not its other case: signatures are told in either.
  const other = /[0-8a-yA-Y]/.test(text[place] ?? '') ? String.fromCharCode(text.charCodeAt(place) + 1) : '3'
  const changed = text.slice(0, place) + other + text.slice(place + 1)
  return message.query === '' ? { ...message, body: Buffer.from(changed) } : { ...message, query: changed }
}

const withoutSignature = (text: string): string => text.replace(/(vnp_SecureHash|signature)/, 'other')

/** What every provider has to keep. */
export const describeProvider = (name: string, make: () => Told): void => {
  describe(`the provider ${name}`, () => {
    const { provider, messages, desk } = make()
    const read = (message: Message) => provider.read?.(message)

    test('tells how to pay by the order’s number, and the same when asked again', async () => {
      const told = await provider.instruct(toPay)
      expect(told.reference).toBe(toPay.reference)
      const again = provider.keepsInstructions === true ? told : await provider.instruct(toPay)
      expect(again).toEqual(told)
    })

    test('reads messages if it is sent any, and only then', () => {
      expect(messages(paid).length > 0).toBe(provider.read !== undefined)
    })

    test('reads what came in, whatever was asked for, and the same by each way it is told', () => {
      for (const amount of [70_000, 69_000, 71_000])
        for (const message of messages({ ...paid, amount }))
          expect(read(message)).toEqual({ type: 'notice', notice: { ...paid, amount } })
    })

    test('reads that it failed', () => {
      for (const message of messages({ ...paid, outcome: 'failed' }))
        expect(read(message)).toMatchObject({ type: 'notice', notice: { reference: 'HF000001', outcome: 'failed' } })
    })

    test('C: believes no message of which anything was changed', () => {
      for (const message of messages(paid))
        fc.assert(fc.property(fc.nat(2_000), (at) => read(spoiled(message, at))?.type === 'wrong_signature'))
    })

    test('C: believes no message without a signature, nor an empty one', () => {
      const empty: Message = { method: 'POST', query: '', body: Buffer.alloc(0), header: () => undefined }
      if (provider.read === undefined) return
      expect(read(empty)).toEqual({ type: 'wrong_signature' })
      expect(read({ ...empty, method: 'GET' })).toEqual({ type: 'wrong_signature' })
      for (const message of messages(paid)) {
        const { query, body } = message
        const stripped = { query: withoutSignature(query), body: Buffer.from(withoutSignature(body.toString('utf8'))) }
        expect(read({ ...message, ...stripped, header: () => undefined })).toEqual({ type: 'wrong_signature' })
      }
    })

    test('O9: pays back under the name that it is given, once, however often it is asked and whatever became of the answers', async () => {
      const payBack = async () => provider.payBack?.(toPayBack)
      if (desk === undefined) {
        expect([undefined, 'done']).toContain((await payBack())?.type)
        return
      }
      for (const down of ['down', 'lost'] as const) {
        desk.behave(down)
        await expect(payBack()).rejects.toMatchObject({ name: 'ProviderFault' })
      }
      desk.behave('undecided')
      expect(await payBack()).toMatchObject({ type: 'done', reference: expect.any(String) })
      expect([...desk.paid.values()]).toEqual([toPayBack.amount])
      const [first] = desk.asked
      for (const asked of desk.asked) expect(asked).toEqual(first)
    })

    test('O9: tells why it did not pay back, and apart from that that it does not know yet', async () => {
      if (desk === undefined) return
      const other = { ...toPayBack, request: '0191d1c0-0000-7000-8000-000000000003' }
      desk.behave('undecided')
      expect(await provider.payBack?.(other)).toMatchObject({ type: 'pending', message: expect.stringMatching(/\d/) })
      desk.behave('refuses')
      expect(await provider.payBack?.(other)).toMatchObject({ type: 'refused', message: expect.stringMatching(/\d/) })
    })

    test('answers a message that was believed with a success, and no other', () => {
      for (const received of ['taken', 'known'] as const)
        expect([undefined, 200, 204]).toContain(provider.answer?.(received)?.status)
      expect([undefined, 401]).toContain(provider.answer?.('wrong_signature')?.status)
    })
  })
}
