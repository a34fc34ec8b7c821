import type { TFunction } from 'i18next'
import type { Cart } from '../../app/terminal.ts'

/** Why the hub does not keep a cart. */
export const whyNotKept = ({ keeping, lines, vouchers }: Cart, t: TFunction): string => {
  const rejection = keeping?.rejection ?? null
  if (rejection?.code === 'deadline_out_of_range') return t('counter.keep.refused.deadline')
  if (rejection?.code !== 'conflict') return t('counter.keep.refused.other')
  const rows = [...lines.map(({ name }) => name), ...vouchers.map(({ code }) => code)]
  const namesOf = (conflicts: typeof rejection.conflicts): string =>
    conflicts.flatMap(({ line }) => rows[line] ?? []).join(', ')
  const unlisted = rejection.conflicts.filter(({ code }) => code === 'not_listed')
  if (unlisted.length > 0) return t('counter.keep.refused.notSold', { names: namesOf(unlisted) })
  return t('counter.keep.refused.gone', { names: namesOf(rejection.conflicts) })
}
