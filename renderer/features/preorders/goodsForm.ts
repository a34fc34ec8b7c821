import { dateOfDay, dayOfDate, minuteMs, ZoneClock } from '../../../shared/bookings/zoneTime.ts'
import { maxQuantity } from '../../../shared/quantity.ts'
import type { GoodsToCome, WrittenGoodsToCome } from '../../app/questions.ts'
import { wholeIn } from '../../ui/wholeNumber.ts'

/** Goods to come as they are typed. The release is a time of the shop's clock, as a field of date and time has it. */
export interface GoodsFields {
  readonly sku: string
  readonly quantity: string
  readonly releaseAt: string
  readonly deposit: string
  readonly refund: 'all' | 'part' | 'none'
  readonly refundPercent: string
  readonly grace: string
  readonly reminders: string
}
export type GoodsField = Exclude<keyof GoodsFields, 'refund'>

export const emptyGoods: GoodsFields = {
  ...{ sku: '', quantity: '', releaseAt: '', deposit: '30', refund: 'all', refundPercent: '50', grace: '3' },
  reminders: '7, 1',
}

export interface GoodsSight {
  readonly zone: string
  knows(sku: string): boolean
}

export type ReadGoods =
  | { readonly ok: true; readonly goods: Omit<WrittenGoodsToCome, 'isNew'> }
  | { readonly ok: false; readonly wrong: readonly GoodsField[] }

const units = { d: 86_400, h: 3_600, m: 60, s: 1 } as const
const longest = 366 * units.d
const mostReminders = 10

/** Of `7,5` nobody meant 75, of money least of all. */
const whole = (text: string, min: number, max: number): number | null => wholeIn(text.replace('%', ''), { min, max })

/** `3` are days; `12h`, `30m` and `45s` say otherwise. */
export const secondsIn = (text: string): number | null => {
  const [, figure, written] = /^\s*(\d{1,9})\s*([dhms])?\s*$/.exec(text) ?? []
  if (figure === undefined) return null
  const unit = (['h', 'm', 's'] as const).find((one) => one === written) ?? 'd'
  const seconds = Number(figure) * units[unit]
  return seconds <= longest ? seconds : null
}

/** A length of time in the largest unit that measures it whole. */
export const lengthOf = (seconds: number): { readonly unit: keyof typeof units; readonly count: number } => {
  const unit = seconds % units.d === 0 ? 'd' : seconds % units.h === 0 ? 'h' : seconds % units.m === 0 ? 'm' : 's'
  return { unit, count: seconds / units[unit] }
}

/** As it stands in a field. */
export const durationText = (seconds: number): string => {
  const { unit, count } = lengthOf(seconds)
  return unit === 'd' ? String(count) : `${count}${unit}`
}

const remindersIn = (text: string): readonly number[] | null => {
  const read = text.split(/[,;]/).flatMap((part) => (part.trim() === '' ? [] : [secondsIn(part)]))
  const known = read.filter((seconds) => seconds !== null)
  return known.length === read.length && known.length <= mostReminders ? known : null
}

const momentIn = (text: string, zone: string): number | null => {
  const [, date, hour, minute] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(text) ?? []
  if (date === undefined) return null
  return new ZoneClock(zone).momentOf(dayOfDate(date), Number(hour) * 60 + Number(minute))
}

const two = (figure: number): string => String(figure).padStart(2, '0')

const momentText = (moment: number, zone: string): string => {
  const clock = new ZoneClock(zone)
  const minute = Math.floor((moment + clock.offsetAt(moment)) / minuteMs) % 1_440
  return `${dateOfDay(clock.dayAt(moment))}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

const refundIn = ({ refund, refundPercent }: GoodsFields): number | null => {
  switch (refund) {
    case 'all':
      return 100
    case 'part':
      return whole(refundPercent, 1, 99)
    case 'none':
      return 0
  }
}

/** Reads what was typed. An empty deposit means that all is paid at once. */
export const readGoods = (fields: GoodsFields, { zone, knows }: GoodsSight): ReadGoods => {
  const sku = fields.sku.trim()
  const isAtOnce = fields.deposit.trim() === ''
  const quantity = whole(fields.quantity, 0, maxQuantity)
  const releaseAt = momentIn(fields.releaseAt, zone)
  const depositPercent = isAtOnce ? null : whole(fields.deposit, 1, 99)
  const refundPercent = refundIn(fields)
  const graceSeconds = fields.grace.trim() === '' ? 0 : secondsIn(fields.grace)
  const remindBeforeSeconds = remindersIn(fields.reminders)
  const fits: Readonly<Record<GoodsField, boolean>> = {
    ...{ sku: sku !== '' && knows(sku), quantity: quantity !== null, releaseAt: releaseAt !== null },
    ...{ deposit: isAtOnce || depositPercent !== null, refundPercent: refundPercent !== null },
    ...{ grace: graceSeconds !== null, reminders: remindBeforeSeconds !== null },
  }
  const wrong = goodsFields.filter((field) => !fits[field])
  if (wrong.length > 0 || quantity === null || releaseAt === null || refundPercent === null) return { ok: false, wrong }
  if (graceSeconds === null || remindBeforeSeconds === null) return { ok: false, wrong }
  const terms = { releaseAt, depositPercent, refundPercent, graceSeconds, remindBeforeSeconds }
  return { ok: true, goods: { sku, pool: { quantity, ...terms } } }
}

const goodsFields = ['sku', 'quantity', 'releaseAt', 'deposit', 'refundPercent', 'grace', 'reminders'] as const

/** Goods to come as they stand in the form. */
export const fieldsOf = (goods: GoodsToCome, zone: string): GoodsFields => ({
  ...{ sku: goods.sku, quantity: String(goods.quantity), releaseAt: momentText(goods.releaseAt, zone) },
  deposit: goods.depositPercent === null ? '' : String(goods.depositPercent),
  refund: goods.refundPercent === 100 ? 'all' : goods.refundPercent === 0 ? 'none' : 'part',
  refundPercent: String(goods.refundPercent % 100 === 0 ? 50 : goods.refundPercent),
  grace: durationText(goods.graceSeconds),
  reminders: goods.remindBeforeSeconds.map(durationText).join(', '),
})
