import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { GoodsToCome } from '../../app/questions.ts'
import { useFormats } from '../../app/useFormats.ts'
import { StackedBar } from '../../ui/StackedBar.tsx'
import classes from './Preorders.module.css'
import { useTermsText } from './useTermsText.ts'

export interface GoodsRowProps {
  readonly goods: GoodsToCome
  readonly now: number
  /** What can be done with them. */
  readonly children: ReactNode
}

/** One item that is to come: when, on which terms, and how many of it are promised, free and arrived. */
export const GoodsRow = ({ goods, now, children }: GoodsRowProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const termsText = useTermsText()
  const { sku, name, quantity, promised, arrived, available, releaseAt } = goods
  const isOver = releaseAt <= now
  const part = (kind: 'available' | 'web' | 'other', amount: number, word: 'free' | 'promised' | 'arrived') => ({
    ...{ kind, quantity: amount, label: `${formats.number(amount)} ${t(`preorders.goods.legend.${word}`)}` },
  })
  const counts = {
    ...{ promised: formats.number(promised), free: formats.number(available), arrived: formats.number(arrived) },
  }
  return (
    <li className={classes.goods} data-goods={sku} data-over={isOver}>
      <div className={classes.name}>
        <strong>{name}</strong>{' '}
        <span className={classes.release}>
          {t(isOver ? 'preorders.goods.opened' : 'preorders.goods.opens', { time: formats.dateAndTime(releaseAt) })}
        </span>
        <span className={classes.soft}>{[sku, ...termsText(goods)].join(' · ')}</span>
      </div>
      <div className={classes.bar}>
        <StackedBar
          parts={[
            part('web', promised, 'promised'),
            part('available', available, 'free'),
            part('other', arrived, 'arrived'),
          ]}
        />
        <span>
          {t('preorders.goods.counts', counts)}{' '}
          <span className={classes.soft}>{t('preorders.goods.of', { amount: formats.number(quantity) })}</span>
        </span>
      </div>
      <div className={classes.acts}>{children}</div>
    </li>
  )
}
