import { Button } from '@mantine/core'
import { TicketPercent } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { MoreRows } from '../../app/MoreRows.tsx'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { useGround, useTerminal } from '../../app/TerminalContext.tsx'
import { usePages } from '../../app/usePages.ts'
import type { BoardCampaign } from '../../app/terminal.ts'
import { useLive, useLivePart } from '../../app/useLive.ts'
import { Loading } from '../../ui/Loading.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { CampaignDialog } from './CampaignDialog.tsx'
import { CampaignRow } from './CampaignRow.tsx'
import { CodeCheck } from './CodeCheck.tsx'
import classes from './VouchersScreen.module.css'

interface RowsProps {
  readonly campaigns: readonly BoardCampaign[]
  readonly manages: boolean
}

const Rows = ({ campaigns, manages }: RowsProps) => (
  <ul className={classes.rows}>
    {campaigns.map((campaign) => (
      <CampaignRow key={campaign.code} campaign={campaign} manages={manages} />
    ))}
  </ul>
)

/** Those that are over, or that have too many codes for a terminal: the hub's word, asked for by a person. */
const Others = ({ campaigns, manages }: RowsProps) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const pages = usePages(['campaigns'], (cursor) => questions.campaigns(cursor))
  if (pages.isPending) return <Loading height={72} />
  if (pages.data === undefined) return <QuestionNotice error={pages.error} onRetry={() => void pages.refetch()} />
  const counted = new Set(campaigns.filter(({ counts }) => counts !== null).map(({ code }) => code))
  const others = pages.data.pages.flatMap(({ rows }) => rows).filter(({ code }) => !counted.has(code))
  return (
    <>
      <Rows campaigns={others} manages={manages} />
      <MoreRows pages={pages}>{t('orders.hub.more')}</MoreRows>
    </>
  )
}

/** Campaigns with how many of their uses are free, held and used; and beside them, what a code is worth. */
export const VouchersScreen = () => {
  const { t } = useTranslation()
  const { vouchers, me } = useTerminal()
  const campaigns = useLive(vouchers.campaigns)
  const manages = useLivePart(me, (person) => person !== null && mayAct(person.role, 'manager'))
  const [isAdding, setAdding] = useState(false)
  const [isAsked, setAsked] = useState(false)
  return (
    <div className={classes.screen}>
      {/* It scrolls, and so has to be reached by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={classes.list} aria-label={t('vouchers.campaigns')} tabIndex={0}>
        <header className={classes.head}>
          <h2>{t('vouchers.campaigns')}</h2>
          {manages && <Button onClick={() => setAdding(true)}>{t('vouchers.edit.new')}</Button>}
        </header>
        {campaigns.length === 0 ? (
          <EmptyState icon={TicketPercent} title={t('vouchers.empty.title')} text={t('vouchers.empty.text')} />
        ) : (
          <Rows campaigns={campaigns} manages={manages} />
        )}
        <div className={classes.older}>
          {isAsked ? (
            <>
              <h2>{t('vouchers.hub.title')}</h2>
              <Others campaigns={campaigns} manages={manages} />
            </>
          ) : (
            <Button variant="subtle" fullWidth onClick={() => setAsked(true)}>
              {t('vouchers.hub.ask')}
            </Button>
          )}
        </div>
      </section>
      <div className={classes.side}>
        <CodeCheck />
      </div>
      {isAdding && <CampaignDialog onClose={() => setAdding(false)} />}
    </div>
  )
}
