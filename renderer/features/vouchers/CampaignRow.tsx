import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardCampaign } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { StackedBar } from '../../ui/StackedBar.tsx'
import { CampaignActions } from './CampaignActions.tsx'
import classes from './CampaignRow.module.css'
import { conditionsOf, offOf } from './words.ts'

const Counts = ({ campaign: { counts } }: { campaign: BoardCampaign }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  if (counts === null) return <span className={classes.soft}>{t('vouchers.tooMany')}</span>
  const { codes, free, held, used } = counts
  if (codes === 0) return <span className={classes.soft}>{t('vouchers.noCodes')}</span>
  const part = (kind: 'available' | 'web' | 'other', quantity: number, name: string) => ({
    ...{ kind, quantity },
    label: `${formats.number(quantity)} ${name}`,
  })
  const words = { free: formats.number(free), held: formats.number(held), used: formats.number(used) }
  return (
    <>
      <StackedBar
        parts={[
          part('available', free, t('vouchers.legend.free')),
          part('web', held, t('vouchers.legend.held')),
          part('other', used, t('vouchers.legend.used')),
        ]}
      />
      <span>{t('vouchers.counts', words)}</span>
    </>
  )
}

/** One campaign: what it takes off and when, how many of its uses are free, held and used, and what a manager can do. */
export const CampaignRow = ({ campaign, manages }: { campaign: BoardCampaign; manages: boolean }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { clock } = useTerminal()
  const { code, name, counts } = campaign
  const codes = counts === null ? campaign.quantity : counts.codes
  const about = [
    t('vouchers.codes', { count: codes, amount: formats.number(codes) }),
    ...conditionsOf(campaign, clock.now(), t, formats),
  ]
  return (
    <li className={classes.row} data-campaign={code}>
      <div className={classes.name}>
        <strong>{name}</strong> <span className={classes.off}>{offOf(campaign, t, formats)}</span>
        <span className={classes.soft}>{about.join(' · ')}</span>
      </div>
      <div className={classes.bar}>
        <Counts campaign={campaign} />
      </div>
      <div className={classes.acts}>{manages && <CampaignActions campaign={campaign} />}</div>
    </li>
  )
}
