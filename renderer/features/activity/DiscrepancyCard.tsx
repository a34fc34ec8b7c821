import { Link } from '@tanstack/react-router'
import { Button, Group, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { maxReasonLength } from '../../../shared/holds/states.ts'
import { leastRole } from '../../../shared/protocol/commands.ts'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { Discrepancy } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import classes from './Cards.module.css'
import { settledAt } from './settledAt.ts'

interface SettleDialogProps {
  readonly discrepancy: string
  readonly what: string
  readonly onClose: () => void
  readonly onSettled: (() => void) | undefined
}

const SettleDialog = ({ discrepancy, what, onClose, onSettled }: SettleDialogProps) => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const [note, setNote] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void terminal.activity.settle(discrepancy, note.trim()).then(onSettled)
    onClose()
  }
  return (
    <Dialog opened onClose={onClose} title={t('activity.settle.title')}>
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
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={note.trim() === ''}>
            {t('activity.action.settle')}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}

export interface DiscrepancyCardProps {
  readonly discrepancy: Discrepancy
  /** The place, where several are shown. */
  readonly place?: string | undefined
  /** Who settled it and how, of one that is. */
  readonly settled?: { readonly by: string; readonly at: number; readonly note: string | null } | undefined
  readonly onSettled?: () => void
}

/** Something that did not fit, and what to do about it; a manager settles it and writes how. */
export const DiscrepancyCard = ({ discrepancy, place, settled, onSettled }: DiscrepancyCardProps) => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const formats = useFormats()
  const me = useLive(terminal.me)
  const people = useLive(terminal.people)
  const [settling, setSettling] = useState(false)
  const where = settledAt(discrepancy.kind)
  const maySettle = me !== null && mayAct(me.role, leastRole['discrepancy.settle'])
  const what = t(`activity.discrepancy.${discrepancy.kind}`, {
    amount: formats.number(discrepancy.quantity),
    name: discrepancy.name,
    time: formats.moment(discrepancy.at, terminal.clock.now()),
  })
  const by = people.find(({ id }) => id === discrepancy.staff)?.name
  const details = [
    place ?? null,
    discrepancy.orderNumber === null ? null : t('activity.discrepancy.order', { number: discrepancy.orderNumber }),
    discrepancy.transferNumber === null
      ? null
      : t('activity.discrepancy.transfer', { number: discrepancy.transferNumber }),
    by ?? null,
    discrepancy.sku,
  ].filter((detail) => detail !== null)

  return (
    <li className={classes.card} data-tone={settled === undefined ? 'red' : 'calm'} data-testid="discrepancy">
      <p className={classes.did}>{what}</p>
      {settled === undefined && <p className={classes.text}>{t(`activity.discrepancy.${discrepancy.kind}Text`)}</p>}
      <p className={classes.safe}>{details.join(' · ')}</p>
      {settled !== undefined && (
        <>
          {settled.note !== null && <q className={classes.text}>{settled.note}</q>}
          <p className={classes.safe}>
            {t('discrepancies.settledBy', {
              ...{ who: settled.by, time: formats.moment(settled.at, terminal.clock.now()) },
            })}
          </p>
        </>
      )}
      {settled === undefined && (
        <Group gap="xs" mt="xs">
          {maySettle && (
            <Button variant="default" onClick={() => setSettling(true)}>
              {t('activity.settle.open')}
            </Button>
          )}
          <Button variant="subtle" component={Link} to={where.path}>
            {t('discrepancies.goTo', { screen: t(`nav.${where.id}`) })}
          </Button>
        </Group>
      )}
      {settled === undefined && !maySettle && <p className={classes.safe}>{t('activity.settle.manager')}</p>}
      {settling && (
        <SettleDialog
          discrepancy={discrepancy.id}
          what={what}
          onClose={() => setSettling(false)}
          onSettled={onSettled}
        />
      )}
    </li>
  )
}
