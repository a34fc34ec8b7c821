import { useTranslation } from 'react-i18next'
import type { PreorderTermsTold } from '../../app/questions.ts'
import { lengthOf } from './goodsForm.ts'

/** The terms of pre-orders in a few words each. */
export const useTermsText = (): ((terms: PreorderTermsTold) => readonly string[]) => {
  const { t } = useTranslation()
  return ({ depositPercent, refundPercent, graceSeconds }) => {
    if (depositPercent === null) return [t('preorders.goods.atOnce')]
    const back = refundPercent === 100 ? 'all' : refundPercent === 0 ? 'none' : 'part'
    const { unit, count } = lengthOf(graceSeconds)
    return [
      t('preorders.goods.deposit', { percent: depositPercent }),
      ...(graceSeconds === 0 ? [] : [t('preorders.goods.grace', { time: t(`preorders.length.${unit}`, { count }) })]),
      t(`preorders.goods.back.${back}`, { percent: refundPercent }),
    ]
  }
}
