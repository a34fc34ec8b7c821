import type { TFunction } from 'i18next'
import type { CopiedCampaign } from '../../../shared/kinds/voucher/copies.ts'
import type { Formats } from '../../i18n/formats.ts'

type Terms = Pick<CopiedCampaign, 'discount' | 'minimum' | 'items'>

/** What a voucher takes off, in a few words. */
export const offOf = ({ discount: { kind, value } }: Pick<Terms, 'discount'>, t: TFunction, formats: Formats): string =>
  t(`vouchers.off.${kind}`, { amount: kind === 'percent' ? formats.number(value) : formats.money(value) })

/** What a campaign asks for, in a few words each. */
export const conditionsOf = (campaign: CopiedCampaign, now: number, t: TFunction, formats: Formats): string[] => {
  const { minimum, items, usesPerCode, perCustomer, validFrom, validUntil } = campaign
  return [
    minimum === null ? null : t('vouchers.minimum', { amount: formats.money(minimum) }),
    items === null ? null : t('vouchers.items', { count: items.length }),
    usesPerCode === 1 ? null : t('vouchers.uses', { count: usesPerCode }),
    perCustomer === null ? null : t('vouchers.perCustomer', { count: perCustomer }),
    validFrom === null || validFrom <= now ? null : t('vouchers.from', { time: formats.dateAndTime(validFrom) }),
    validUntil === null ? null : t('vouchers.until', { time: formats.dateAndTime(validUntil) }),
  ].filter((part) => part !== null)
}
