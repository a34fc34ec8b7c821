import { Button, NativeSelect, Switch } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { SeatWorkAnswer, ShownEvent } from '../../app/terminal.ts'
import { useLivePart } from '../../app/useLive.ts'
import { Notice } from '../../ui/Notice.tsx'
import { workOn } from './chosenSeats.ts'
import classes from './ManagePanel.module.css'
import { TakeBackDialog } from './TakeBackDialog.tsx'
import { useTerminalsHere } from './useTerminalsHere.ts'

export interface ManagePanelProps {
  readonly event: ShownEvent
  readonly chosen: ReadonlySet<string>
  readonly isMarking: boolean
  readonly onMarking: (isMarking: boolean) => void
  /** They were dealt with, or nobody wants to. */
  readonly onClear: () => void
  readonly onEdit: () => void
}

type Done = 'aside' | 'back' | 'block' | 'unblock'

/** What a manager does with the seats that were chosen on the map; each act with those that it fits. */
export const ManagePanel = ({ event, chosen, isMarking, onMarking, onClear, onEdit }: ManagePanelProps) => {
  const { t } = useTranslation()
  const { boxOffice, shop } = useTerminal()
  const self = useLivePart(shop, ({ terminal }) => terminal?.id ?? null)
  const terminals = useTerminalsHere()
  const [wanted, setWanted] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<'offline' | 'taken' | 'failed' | null>(null)
  const [isTaking, setTaking] = useState(false)
  const work = useMemo(
    // The event is another as soon as one of its seats is.
    () =>
      workOn(
        [...chosen].flatMap((seat) => boxOffice.seat(event.code, seat) ?? []),
        self,
      ),
    [boxOffice, event, chosen, self],
  )
  const known = terminals.data ?? []
  const keeper = known.find(({ id }) => id === (wanted ?? self)) ?? known[0]
  const nameOf = (id: string): string => known.find((one) => one.id === id)?.name ?? t('seats.details.another')

  const done = async (what: Done, seats: readonly string[], answer: Promise<SeatWorkAnswer>) => {
    const said = await answer
    if (said.ok) {
      setTrouble(null)
      onClear()
      const words = { count: seats.length, terminal: keeper?.name ?? '' }
      notifications.show({
        message: t(`seats.manage.said.${what}`, words),
        closeButtonProps: { 'aria-label': t('common.close') },
      })
      return
    }
    if (said.rejection === null) setTrouble('offline')
    else setTrouble(said.rejection.code === 'conflict' ? 'taken' : 'failed')
  }
  const keep = () => {
    if (keeper !== undefined) void done('aside', work.aside, boxOffice.setAside(event.code, work.aside, keeper.id))
  }
  const giveBack = () => void done('back', work.back, boxOffice.setAside(event.code, work.back, null))
  const block = (what: 'block' | 'unblock') => () =>
    void done(what, work[what], boxOffice.block(event.code, work[what], what === 'block'))

  return (
    <section className={classes.panel} aria-label={t('seats.manage.title')}>
      <h3>{t('seats.manage.title')}</h3>
      <p>{t('seats.manage.hint')}</p>
      <div className={classes.row}>
        <Switch
          label={t('seats.manage.rectangle')}
          checked={isMarking}
          onChange={(changed) => onMarking(changed.currentTarget.checked)}
        />
        <Button variant="subtle" color="gray" disabled={chosen.size === 0} onClick={onClear}>
          {t('seats.manage.clear')}
        </Button>
      </div>
      <strong className={classes.count} role="status">
        {t('seats.chosen', { count: chosen.size })}
      </strong>
      {trouble !== null && <Notice tone="amber" role="alert" title={t(`seats.manage.${trouble}`)} />}
      {terminals.isError ? (
        <QuestionNotice error={terminals.error} onRetry={() => void terminals.refetch()} />
      ) : (
        <div className={classes.aside}>
          <NativeSelect
            label={t('seats.manage.asideFor')}
            description={t('seats.manage.asideHint')}
            disabled={terminals.isPending}
            value={keeper?.id ?? ''}
            onChange={(changed) => setWanted(changed.currentTarget.value)}
            data={known.map(({ id, name }) => ({
              value: id,
              label: id === self ? t('seats.manage.thisTerminal', { name }) : name,
            }))}
          />
          <Button disabled={work.aside.length === 0 || keeper === undefined} onClick={keep}>
            {t('seats.manage.aside', { count: work.aside.length })}
          </Button>
        </div>
      )}
      <Button
        variant="default"
        disabled={work.back.length === 0}
        onClick={work.others.length > 0 ? () => setTaking(true) : giveBack}
      >
        {t('seats.manage.back', { count: work.back.length })}
      </Button>
      <Button variant="default" disabled={work.block.length === 0} onClick={block('block')}>
        {t('seats.manage.block', { count: work.block.length })}
      </Button>
      <Button variant="default" disabled={work.unblock.length === 0} onClick={block('unblock')}>
        {t('seats.manage.unblock', { count: work.unblock.length })}
      </Button>
      <Button className={classes.edit} variant="subtle" onClick={onEdit}>
        {t('seats.manage.edit')}
      </Button>
      {isTaking && (
        <TakeBackDialog
          terminals={work.others.map(nameOf)}
          onTake={() => {
            setTaking(false)
            giveBack()
          }}
          onClose={() => setTaking(false)}
        />
      )}
    </section>
  )
}
