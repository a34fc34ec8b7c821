import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CartLine } from '../../app/terminal.ts'
import { Notice } from '../../ui/Notice.tsx'
import { useDesk } from './DeskContext.tsx'

/**
 * What is not held any more while it is being paid: others may have it by now. Taking the money books it all the same, since it is in the customer's
 * hand, so that whoever takes it has to see this where they look.
 */
export const LapsedNotice = ({ lines }: { lines: readonly CartLine[] }) => {
  const { t } = useTranslation()
  const desk = useDesk()
  const lapsed = lines.filter(({ state }) => state === 'expired' || state === 'refused')
  if (lapsed.length === 0) return null
  return (
    <Notice
      tone="amber"
      role="alert"
      title={t('counter.payment.lapsed', { names: lapsed.map(({ name }) => name).join(', ') })}
    >
      <p>{t('counter.payment.lapsedText')}</p>
      <Button variant="default" size="sm" mt="xs" onClick={() => void desk.holdLapsed(lapsed)}>
        {t('counter.line.holdAgain')}
      </Button>
    </Notice>
  )
}
