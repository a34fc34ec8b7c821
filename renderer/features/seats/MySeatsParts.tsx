import { Button } from '@mantine/core'
import { Banknote } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { Cart, CartSeats, ShownEvent } from '../../app/terminal.ts'
import { useLive } from '../../app/useLive.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useDesk } from '../counter/DeskContext.tsx'

/** Why nothing of the cart can be sold at the moment, if the fuse does not say it. */
export const UnsureNote = ({ cart }: { cart: Cart }) => {
  const { t } = useTranslation()
  if (cart.unsure !== 'offline') return null
  return <Notice tone="offline" title={t('counter.seats.unsure.offline')} role="status" />
}

/** Takes payment for the whole cart. */
export const PayButton = ({ cart }: { cart: Cart }) => {
  const { t } = useTranslation()
  const desk = useDesk()
  return (
    <Button
      size="lg"
      disabled={cart.unsure !== null}
      leftSection={<Banknote size={24} aria-hidden />}
      rightSection={<KeyHint keys="F8" />}
      onClick={() => desk.askPay()}
    >
      {t('seats.pay')}
    </Button>
  )
}

/** Says so if what was chosen leaves single seats that nobody will want. */
export const AloneHint = ({ event, group }: { event: ShownEvent; group: CartSeats }) => {
  const { t } = useTranslation()
  const { boxOffice } = useTerminal()
  if (group.state === 'expired') return null
  const labels = boxOffice.leftAlone(event.code)
  if (labels.length === 0) return null
  const named = labels.slice(0, 4).join(', ')
  return <Notice tone="calm" title={t('seats.alone', { count: labels.length, labels: named })} role="status" />
}

/** What somebody else was quicker to take. */
export const LostNote = ({ event }: { event: ShownEvent }) => {
  const { t } = useTranslation()
  const { boxOffice } = useTerminal()
  const lost = useLive(boxOffice.lost)
  if (lost === null || lost.event !== event.code) return null
  return (
    <Notice tone="amber" role="alert" title={t('seats.lost.one', { labels: lost.labels.join(', ') })}>
      <p>{lost.others.length > 0 ? t('seats.lost.party', { others: lost.others.join(', ') }) : t('seats.lost.rest')}</p>
      <Button variant="default" size="sm" mt="xs" onClick={() => boxOffice.dismissLost()}>
        {t('common.close')}
      </Button>
    </Notice>
  )
}
