import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QuestionError } from '../../app/questions.ts'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import type { BoardOrder } from '../../app/terminal.ts'
import classes from './OrderStory.module.css'

/**
 * An order that only the hub told of, such as a sale at a counter, comes back to the terminals of its location, so that all can be done with it that can be done with others.
 */
export const BringBack = ({ order, onAsked }: { readonly order: BoardOrder; readonly onAsked: () => void }) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Error | null>(null)
  const bring = async () => {
    setBusy(true)
    setFailure(null)
    try {
      await questions.bringOrder(order.id)
      // Busy until the copy has it.
      onAsked()
    } catch (error) {
      if (!(error instanceof QuestionError)) throw error
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <>
      <div className={classes.acts} role="group" aria-label={t('orders.story.next')}>
        <Button variant="default" loading={isBusy} onClick={() => void bring()}>
          {t('orders.act.giveBack')}
        </Button>
      </div>
      {failure !== null && <QuestionNotice error={failure} onRetry={() => void bring()} />}
    </>
  )
}
