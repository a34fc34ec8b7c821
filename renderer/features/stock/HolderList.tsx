import { Button, Group, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxReasonLength } from '../../../shared/holds/states.ts'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { HeldBy } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { Fuse } from '../../ui/Fuse.tsx'
import classes from './HolderList.module.css'

/** Asks why a hold is released; the reason is kept and the one who lost it can read it. */
const ReleaseDialog = ({ holder, who, onClose }: { holder: HeldBy; who: string; onClose: () => void }) => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void terminal.stock.release(holder.hold, reason.trim())
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('stock.release.title', { count: holder.quantity, who })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Textarea
          data-autofocus
          required
          maxLength={maxReasonLength}
          label={t('stock.release.reason')}
          description={t('stock.release.hint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={reason.trim() === ''}>
            {t('stock.release.submit')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

/** Who holds this thing here, each with a fuse; a manager may release one with a reason. */
export const HolderList = ({ sku }: { sku: string }) => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const formats = useFormats()
  const holders = useLive(useMemo(() => terminal.stock.holders(sku), [terminal, sku]))
  const people = useLive(terminal.people)
  const shop = useLive(terminal.shop)
  const me = useLive(terminal.me)
  const [releasing, setReleasing] = useState<HeldBy | null>(null)

  const mayRelease = (holder: HeldBy) =>
    me !== null && (mayAct(me.role, 'manager') || (shop.terminal !== null && holder.terminal === shop.terminal.id))
  const whoOf = ({ channel, staff }: HeldBy) => {
    const channelName = shop.channels.find(({ code }) => code === channel)?.name ?? channel
    const person = people.find(({ id }) => id === staff)?.name
    return person === undefined ? channelName : `${channelName} · ${person}`
  }
  if (holders.length === 0) return <p className={classes.none}>{t('stock.holds.none')}</p>
  return (
    <>
      <ul className={classes.holders}>
        {holders.map((holder) => (
          <li key={holder.hold} className={classes.holder}>
            <span className={classes.quantity}>{formats.number(holder.quantity)}</span>
            <span className={classes.who}>
              {whoOf(holder)}
              <span className={classes.since}>
                {t('stock.holds.since', { time: formats.moment(holder.placedAt, terminal.clock.now()) })}
              </span>
            </span>
            <span className={classes.fuse}>
              <Fuse
                placedAt={holder.placedAt}
                expiresAt={holder.expiresAt}
                state={holder.settled ? 'burning' : 'asked'}
              />
            </span>
            {mayRelease(holder) && (
              <Button variant="default" size="sm" onClick={() => setReleasing(holder)}>
                {t('stock.release.open')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {releasing !== null && (
        <ReleaseDialog holder={releasing} who={whoOf(releasing)} onClose={() => setReleasing(null)} />
      )}
    </>
  )
}
