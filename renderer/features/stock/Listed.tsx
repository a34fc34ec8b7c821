import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import { Notice } from '../../ui/Notice.tsx'
import classes from './ItemDrawer.module.css'

export interface ListedProps {
  readonly sku: string
  readonly listed: boolean
  /** A manager looks. */
  readonly manages: boolean
}

/** Whatever came of it is seen: the button stands at the end of a long sheet, and what is said under it stood below the window. */
const InSight = ({ children }: { children: ReactNode }) => {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Browsers of today answer with a promise, which is no way to clean up.
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return <div ref={place}>{children}</div>
}

/** Says that one thing is not sold any more. A manager takes it out of what is sold, and offers it again. */
export const Listed = ({ sku, listed, manages }: ListedProps) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const change = useMutation({ mutationFn: (wanted: boolean) => questions.setListed(sku, wanted) })
  if (listed && !manages) return null
  return (
    <div className={classes.forms}>
      {!listed && (
        <Notice tone="calm" title={t('stock.listed.title')} role="status">
          {t('stock.listed.text')}
        </Notice>
      )}
      {manages && (
        <div className={classes.listing}>
          <Button variant="default" loading={change.isPending} onClick={() => change.mutate(!listed)}>
            {t(listed ? 'stock.listed.stop' : 'stock.listed.again')}
          </Button>
          {listed && <p className={classes.none}>{t('stock.listed.stopHint')}</p>}
        </div>
      )}
      {change.isError && (
        <InSight>
          <QuestionNotice error={change.error} />
        </InSight>
      )}
      {change.data === false && (
        <InSight>
          <Notice tone="amber" title={t('stock.listed.gone')} role="alert" />
        </InSight>
      )}
    </div>
  )
}
