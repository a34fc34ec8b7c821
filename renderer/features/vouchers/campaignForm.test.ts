import { describe, expect, it } from 'vitest'
import { campaignInputSchema } from '../../../shared/kinds/voucher/campaign.ts'
import type { CopiedCampaign } from '../../../shared/kinds/voucher/copies.ts'
import { type CampaignFields, emptyCampaign, fieldsOf, readCampaign } from './campaignForm.ts'

const shop = { currency: 'VND', zone: 'Asia/Ho_Chi_Minh', knows: (sku: string) => sku.startsWith('TM-') }
const read = (fields: Partial<CampaignFields>) =>
  readCampaign({ ...emptyCampaign, code: 'tet', name: 'Tết', value: '10', ...fields }, shop)
const wrong = (fields: Partial<CampaignFields>) => {
  const answer = read(fields)
  return answer.ok ? [] : answer.wrong
}

describe('the form of a campaign', () => {
  it('reads the least that a campaign needs', () => {
    expect(read({})).toEqual({
      ...{ ok: true, code: 'tet' },
      campaign: { name: 'Tết', discount: { kind: 'percent', value: 10 }, quantity: 1_000, usesPerCode: 1 },
    })
  })

  it('reads amounts as people write them, and days of the shop’s calendar: to the end of the last', () => {
    const answer = read({
      ...{
        kind: 'amount',
        value: '50.000',
        quantity: '100.000',
        minimum: '300 000',
        budget: '5000000',
        perCustomer: '2',
      },
      ...{ items: 'TM-1, TM-2\nTM-1', validFrom: '2027-02-05', validUntil: '2027-02-06' },
    })
    if (!answer.ok) throw new Error(answer.wrong.join())
    expect(answer.campaign).toMatchObject({
      ...{ discount: { kind: 'amount', value: 50_000 }, quantity: 100_000, minimum: { amount: 300_000 } },
      ...{ budget: { amount: 5_000_000 }, perCustomer: 2, items: ['TM-1', 'TM-2'] },
      ...{ validFrom: '2027-02-04T17:00:00.000Z', validUntil: '2027-02-06T17:00:00.000Z' },
    })
    expect(campaignInputSchema.safeParse(answer.campaign).success).toBe(true)
  })

  it('names what does not fit', () => {
    expect(wrong({ code: 'a/b', name: ' ', value: '0' })).toEqual(['code', 'name', 'value'])
    for (const value of ['101', '7,5', '1.5 %', '-5']) expect(wrong({ value })).toEqual(['value'])
    expect(wrong({ kind: 'amount', value: '' })).toEqual(['value'])
    expect(wrong({ quantity: '0', usesPerCode: '10001', perCustomer: 'x' })).toEqual([
      'quantity',
      'usesPerCode',
      'perCustomer',
    ])
    expect(wrong({ minimum: 'nothing', budget: '-1', items: 'TM-1 XX' })).toEqual(['minimum', 'budget', 'items'])
    expect(wrong({ validFrom: '2027-02-06', validUntil: '2027-02-05' })).toEqual(['validUntil'])
    expect(wrong({ validFrom: '2027-02-06', validUntil: '2027-02-06' })).toEqual([])
  })

  it('shows a campaign as it would be typed', () => {
    const campaign: CopiedCampaign = {
      ...{ code: 'tet', name: 'Tết', discount: { kind: 'amount', value: 50_000 }, quantity: 20, usesPerCode: 3 },
      ...{ perCustomer: 1, budget: null, minimum: 90_000, items: ['TM-1'], isCopied: true },
      ...{ validFrom: Date.parse('2027-02-04T17:00:00Z'), validUntil: Date.parse('2027-02-06T17:00:00Z') },
    }
    const fields = fieldsOf(campaign, shop)
    expect(fields).toMatchObject({
      validFrom: '2027-02-05',
      validUntil: '2027-02-06',
      value: '50000',
      minimum: '90000',
    })
    expect(readCampaign(fields, shop)).toMatchObject({
      campaign: {
        validFrom: '2027-02-04T17:00:00.000Z',
        validUntil: '2027-02-06T17:00:00.000Z',
        perCustomer: 1,
        items: ['TM-1'],
      },
    })
  })
})
