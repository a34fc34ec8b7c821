import { dateOfDay, dayOfDate, ZoneClock } from '../../../shared/bookings/zoneTime.ts'
import { codeSchema } from '../../../shared/codes.ts'
import { type CampaignInput, mostCodes, mostUses } from '../../../shared/kinds/voucher/campaign.ts'
import type { CopiedCampaign } from '../../../shared/kinds/voucher/copies.ts'
import { printable } from '../../../shared/text.ts'
import { wholeIn } from '../../ui/wholeNumber.ts'
import { priceText, typedPrice } from '../settings/goods/itemForm.ts'

/** A campaign as it is typed. Dates are days of the shop's calendar: valid from the beginning of one, and to the end of the other. */
export interface CampaignFields {
  readonly code: string
  readonly name: string
  readonly kind: 'percent' | 'amount'
  readonly value: string
  readonly quantity: string
  readonly usesPerCode: string
  readonly perCustomer: string
  readonly minimum: string
  readonly budget: string
  readonly items: string
  readonly validFrom: string
  readonly validUntil: string
}
export type CampaignField = Exclude<keyof CampaignFields, 'kind' | 'validFrom'>

export const emptyCampaign: CampaignFields = {
  ...{ code: '', name: '', kind: 'percent', value: '', quantity: '1000', usesPerCode: '1', perCustomer: '' },
  ...{ minimum: '', budget: '', items: '', validFrom: '', validUntil: '' },
}

/** What a shop knows by which a form is read. */
export interface ShopSight {
  readonly currency: string
  readonly zone: string
  knows(sku: string): boolean
}

export type ReadCampaign =
  | { readonly ok: true; readonly code: string; readonly campaign: CampaignInput }
  | { readonly ok: false; readonly wrong: readonly CampaignField[] }

/** Of `7,5` per cent nobody meant 75. */
const whole = (text: string, max: number): number | null => wholeIn(text, { min: 1, max })

/** SKUs part at spaces and commas. */
export const skusIn = (text: string): readonly string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))]

/** A date field's text, or nothing. */
const dayIn = (text: string): number | null => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? dayOfDate(text) : null)

/** Reads what was typed, in the currency and by the calendar of the shop. */
export const readCampaign = (fields: CampaignFields, { currency, zone, knows }: ShopSight): ReadCampaign => {
  const clock = new ZoneClock(zone)
  const code = codeSchema.safeParse(fields.code.trim())
  const name = fields.name.trim()
  const isEmpty = (field: 'perCustomer' | 'minimum' | 'budget'): boolean => fields[field].trim() === ''
  const value =
    fields.kind === 'percent' ? whole(fields.value.replace('%', ''), 100) : typedPrice(fields.value, currency)
  const quantity = whole(fields.quantity, mostCodes)
  const usesPerCode = whole(fields.usesPerCode, mostUses)
  const perCustomer = isEmpty('perCustomer') ? null : whole(fields.perCustomer, mostUses)
  const minimum = isEmpty('minimum') ? null : typedPrice(fields.minimum, currency)
  const budget = isEmpty('budget') ? null : typedPrice(fields.budget, currency)
  const items = skusIn(fields.items)
  const [from, until] = [dayIn(fields.validFrom), dayIn(fields.validUntil)]
  const fits: Readonly<Record<CampaignField, boolean>> = {
    ...{ code: code.success, name: name !== '' && name.length <= 200 && printable.test(name) },
    ...{ value: value !== null && value > 0, quantity: quantity !== null, usesPerCode: usesPerCode !== null },
    perCustomer: isEmpty('perCustomer') || perCustomer !== null,
    minimum: isEmpty('minimum') || minimum !== null,
    budget: isEmpty('budget') || budget !== null,
    ...{ items: items.every(knows), validUntil: from === null || until === null || from <= until },
  }
  const wrong = campaignFields.filter((field) => !fits[field])
  if (wrong.length > 0 || !code.success || value === null || quantity === null || usesPerCode === null)
    return { ok: false, wrong }
  const at = (day: number): string => new Date(clock.momentOf(day, 0)).toISOString()
  return {
    ...{ ok: true, code: code.data },
    campaign: {
      ...{ name, discount: { kind: fields.kind, value }, quantity, usesPerCode },
      ...(perCustomer === null ? {} : { perCustomer }),
      ...(minimum === null ? {} : { minimum: { amount: minimum, currency } }),
      ...(budget === null ? {} : { budget: { amount: budget, currency } }),
      ...(items.length === 0 ? {} : { items: [...items] }),
      ...(from === null ? {} : { validFrom: at(from) }),
      ...(until === null ? {} : { validUntil: at(until + 1) }),
    },
  }
}

const campaignFields = [
  ...(['code', 'name', 'value', 'quantity', 'usesPerCode', 'perCustomer'] as const),
  ...(['minimum', 'budget', 'items', 'validUntil'] as const),
]

/** A campaign as it stands in the form. */
export const fieldsOf = (
  campaign: CopiedCampaign,
  { currency, zone }: Pick<ShopSight, 'currency' | 'zone'>,
): CampaignFields => {
  const clock = new ZoneClock(zone)
  const { discount, perCustomer, minimum, budget, items, validFrom, validUntil } = campaign
  const amount = (value: number | null): string => (value === null ? '' : priceText(value, currency))
  return {
    ...{ code: campaign.code, name: campaign.name, kind: discount.kind },
    value: discount.kind === 'percent' ? String(discount.value) : amount(discount.value),
    ...{ quantity: String(campaign.quantity), usesPerCode: String(campaign.usesPerCode) },
    ...{ perCustomer: perCustomer === null ? '' : String(perCustomer), items: (items ?? []).join(' ') },
    ...{ minimum: amount(minimum), budget: amount(budget) },
    validFrom: validFrom === null ? '' : dateOfDay(clock.dayAt(validFrom)),
    validUntil: validUntil === null ? '' : dateOfDay(clock.dayAt(validUntil - 1)),
  }
}
