import type { TFunction } from 'i18next'
import type { Cart } from '../../app/terminal.ts'

/** Why the hub does not keep a cart. */
export const whyNotKept = ({ keeping, lines, vouchers }: Cart, t: TFunction): string => {
  const rejection = keeping?.rejection ?? null
  if (rejection?.code === 'deadline_out_of_range') return t('counter.keep.refused.deadline')
  if (rejection?.code !== 'conflict') return t('counter.keep.refused.other')
  const rows = [...lines.map(({ name }) => name), ...vouchers.map(({ code }) => code)]
  const names = rejection.conflicts.flatMap(({ line }) => rows[line] ?? [])
  return t('counter.keep.refused.gone', { names: names.join(', ') })
}
