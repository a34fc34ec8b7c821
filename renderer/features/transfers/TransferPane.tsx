import { Button } from '@mantine/core'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { comingIn } from '../../../shared/transfers/transfers.ts'
import type { BoardTransfer } from '../../app/terminal.ts'
import { useGround, useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLive, useLivePart } from '../../app/useLive.ts'
import { Notice } from '../../ui/Notice.tsx'
import { receiptHtml } from '../counter/receiptHtml.ts'
import classes from '../returns/Returns.module.css'
import { ReceiveGoods } from './ReceiveGoods.tsx'
import own from './Transfers.module.css'
import { usePlaces } from './usePlaces.ts'
import { useSlipText } from './useSlipText.ts'
import { useTransferAct } from './useTransferAct.ts'

/** Who sent it and who received it, and when. */
const Story = ({ one }: { one: BoardTransfer }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { people, clock } = useTerminal()
  const all = useLive(people)
  const said = (what: 'sentAt' | 'receivedAt' | 'closedAt', at: number, by: string | null) =>
    [t(`transfers.${what}`, { time: formats.moment(at, clock.now()) }), all.find(({ id }) => id === by)?.name]
      .filter(Boolean)
      .join(' · ')
  return (
    <p className={classes.soft}>
      {said('sentAt', one.sentAt, one.sentBy)}
      {one.receivedAt !== null && (
        <>
          <br />
          {said('receivedAt', one.receivedAt, one.receivedBy)}
        </>
      )}
      {one.closedAt !== null && (
        <>
          <br />
          {said('closedAt', one.closedAt, null)}
        </>
      )}
    </p>
  )
}

const Lines = ({ one }: { one: BoardTransfer }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { catalogue } = useTerminal()
  return (
    <section aria-label={t('transfers.lines')}>
      <h3>{t('transfers.lines')}</h3>
      <ul className={classes.lines}>
        {one.lines.map(({ sku, sent, received }) => (
          <li key={sku}>
            <strong>{catalogue.find(sku)?.name ?? sku}</strong>
            <span className={classes.soft}>
              {t('transfers.figures', { sent: formats.number(sent), received: formats.number(received) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The slip that goes with the goods; a scan of it opens the transfer where they come. */
const PrintSlip = ({ one }: { one: BoardTransfer }) => {
  const { t } = useTranslation()
  const { platform } = useGround()
  const text = useSlipText(one)
  const [failed, setFailed] = useState(false)
  const print = async () => {
    setFailed(false)
    try {
      await platform.print(receiptHtml(text))
    } catch {
      setFailed(true)
    }
  }
  return (
    <>
      {failed && (
        <Notice tone="red" title={t('counter.receipt.printFailed')} role="alert">
          {t('counter.receipt.printFailedText')}
        </Notice>
      )}
      <Button variant="default" leftSection={<Printer size={20} aria-hidden />} onClick={() => void print()}>
        {t('transfers.print')}
      </Button>
    </>
  )
}

/** One transfer: what to do with it next, how its lines stand, and who did what. */
export const TransferPane = ({ one, onScanElse }: { one: BoardTransfer; onScanElse: (code: string) => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { me, transfers, status } = useTerminal()
  const manages = useLivePart(me, (person) => person !== null && mayAct(person.role, 'manager'))
  const isOffline = useLivePart(status, ({ connection }) => connection === 'offline')
  const { here, nameOf } = usePlaces()
  const { isBusy, isRefused, act } = useTransferAct()
  const coming = comingIn(one)
  return (
    <article className={classes.pane} aria-label={one.number}>
      <header>
        <span className={own.way}>
          {nameOf(one.from)} → {nameOf(one.to)}
        </span>
        <Story one={one} />
        {one.note !== null && <q>{one.note}</q>}
      </header>
      {one.isWaiting && <Notice tone={isOffline ? 'offline' : 'calm'} role="status" title={t('transfers.unheard')} />}
      {isRefused && <Notice tone="amber" role="alert" title={t('transfers.refused')} />}
      {one.state === 'cancelled' && (
        <Notice tone="calm" title={t('transfers.wasCancelled', { place: nameOf(one.from) })} />
      )}
      {one.to === here && coming > 0 && (
        <ReceiveGoods
          key={coming}
          one={one}
          isBusy={isBusy}
          onReceive={(lines) => void act(() => transfers.receive(one.id, lines))}
          onScanElse={onScanElse}
        />
      )}
      {(one.to !== here || one.receivedAt !== null) && <Lines one={one} />}
      <div className={classes.acts}>
        <PrintSlip one={one} />
        {manages && one.state === 'sent' && (
          <Button variant="subtle" disabled={isBusy} onClick={() => void act(() => transfers.cancel(one.id))}>
            {t('transfers.callBack', { place: nameOf(one.from) })}
          </Button>
        )}
        {manages && one.state === 'received' && coming > 0 && (
          <Button variant="subtle" disabled={isBusy} onClick={() => void act(() => transfers.close(one.id))}>
            {t('transfers.giveUp', { count: coming, amount: formats.number(coming) })}
          </Button>
        )}
      </div>
    </article>
  )
}
