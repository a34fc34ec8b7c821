import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CircleCheck, Download, History } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { useLive, useLivePart } from '../../app/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import classes from './ActivityScreen.module.css'
import { DiscrepancyCard } from './DiscrepancyCard.tsx'
import { exportUnsent } from './exportUnsent.ts'
import { InboxCard } from './InboxCard.tsx'
import { OutboxList } from './OutboxList.tsx'

/** What needs a person, and what was done here and became of it. */
export const ActivityScreen = () => {
  const { t } = useTranslation()
  const { terminal, platform } = useGround()
  const inbox = useLive(terminal.activity.inbox)
  const discrepancies = useLive(terminal.activity.discrepancies)
  const outbox = useLive(terminal.activity.outbox)
  const waiting = useLivePart(terminal.status, (status) => status.waiting)
  const manages = useLivePart(terminal.me, (person) => person !== null && mayAct(person.role, 'manager'))
  const clear = inbox.length === 0 && discrepancies.length === 0

  return (
    <div className={classes.screen}>
      <section className={classes.part} aria-labelledby="needs-look">
        <div className={classes.head}>
          <h2 id="needs-look">{t('activity.inbox')}</h2>
          {manages && (
            <Button variant="subtle" component={Link} to="/discrepancies">
              {t('discrepancies.all')}
            </Button>
          )}
        </div>
        {clear ? (
          <EmptyState icon={CircleCheck} title={t('activity.clearTitle')} text={t('activity.clearText')} />
        ) : (
          <ul className={classes.cards}>
            {inbox.map((entry) => (
              <InboxCard key={entry.id} entry={entry} />
            ))}
            {discrepancies.map((discrepancy) => (
              <DiscrepancyCard key={discrepancy.id} discrepancy={discrepancy} />
            ))}
          </ul>
        )}
      </section>
      <section className={classes.part} aria-labelledby="outbox">
        <div className={classes.head}>
          <h2 id="outbox">{t('activity.outbox')}</h2>
          <Button
            variant="default"
            disabled={waiting === 0}
            leftSection={<Download size={18} aria-hidden />}
            onClick={() => void exportUnsent(terminal, platform)}
          >
            {t('activity.export')}
          </Button>
        </div>
        {outbox.length === 0 ? (
          <EmptyState icon={History} title={t('activity.emptyTitle')} text={t('activity.emptyText')} />
        ) : (
          <OutboxList entries={outbox} />
        )}
      </section>
    </div>
  )
}
