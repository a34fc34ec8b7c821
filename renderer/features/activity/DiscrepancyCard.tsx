import { Button, Group, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxReasonLength } from '../../../shared/holds/states.ts'
import { leastRole } from '../../../shared/protocol/commands.ts'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { Discrepancy } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import classes from './Cards.module.css'

const SettleDialog = ({ discrepancy, what, onClose }: { discrepancy: string; what: string; onClose: () => void }) => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const [note, setNote] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void terminal.activity.settle(discrepancy, note.trim())
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('activity.settle.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <p style={{ marginTop: 0 }}>{what}</p>
        <Textarea
          data-autofocus
          required
          maxLength={maxReasonLength}
          label={t('activity.settle.note')}
          description={t('activity.settle.hint')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={note.trim() === ''}>
            {t('activity.action.settle')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

/** Goods that were promised or sold beyond what is there; a manager settles it and writes how. */
export const DiscrepancyCard = ({ discrepancy }: { discrepancy: Discrepancy }) => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const formats = useFormats()
  const me = useLive(terminal.me)
  const people = useLive(terminal.people)
  const [settling, setSettling] = useState(false)
  const maySettle = me !== null && mayAct(me.role, leastRole['discrepancy.settle'])
  const what = t(`activity.discrepancy.${discrepancy.kind}`, {
    amount: formats.number(discrepancy.quantity),
    name: discrepancy.name,
    time: formats.moment(discrepancy.at, terminal.clock.now()),
  })
  const by = people.find(({ id }) => id === discrepancy.staff)?.name
  const details = [
    discrepancy.orderNumber === null ? null : t('activity.discrepancy.order', { number: discrepancy.orderNumber }),
    by ?? null,
    discrepancy.sku,
  ].filter((detail) => detail !== null)

  return (
    <li className={classes.card} data-tone="red" data-testid="discrepancy">
      <p className={classes.did}>{what}</p>
      <p className={classes.text}>{t(`activity.discrepancy.${discrepancy.kind}Text`)}</p>
      <p className={classes.safe}>{details.join(' · ')}</p>
      {maySettle ? (
        <Button mt="xs" variant="default" onClick={() => setSettling(true)}>
          {t('activity.settle.open')}
        </Button>
      ) : (
        <p className={classes.safe}>{t('activity.settle.manager')}</p>
      )}
      {settling && <SettleDialog discrepancy={discrepancy.id} what={what} onClose={() => setSettling(false)} />}
    </li>
  )
}
