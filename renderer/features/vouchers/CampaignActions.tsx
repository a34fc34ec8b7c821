import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QuestionError } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import type { BoardCampaign } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { CampaignDialog } from './CampaignDialog.tsx'
import { CodesDialog } from './CodesDialog.tsx'
import { downloadCodes } from './downloadCodes.ts'

/** What a manager does with a campaign: more codes, a file of all of them, another condition. */
export const CampaignActions = ({ campaign }: { campaign: BoardCampaign }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { platform, questions } = useGround()
  const [asking, setAsking] = useState<'codes' | 'change' | null>(null)
  const [fetched, setFetched] = useState<number | null>(null)
  const close = () => setAsking(null)

  const download = async () => {
    setFetched(0)
    try {
      await downloadCodes(campaign.code, questions, platform, setFetched)
    } catch (error) {
      if (!(error instanceof QuestionError)) throw error
      notifications.show({ withBorder: true, message: t(`question.${error.why}.title`) })
    } finally {
      setFetched(null)
    }
  }
  return (
    <>
      <Button variant="default" size="sm" onClick={() => setAsking('codes')}>
        {t('vouchers.make.open')}
      </Button>
      <Button variant="default" size="sm" disabled={fetched !== null} onClick={() => void download()}>
        {fetched === null
          ? t('vouchers.download.open')
          : t('vouchers.download.busy', { amount: formats.number(fetched) })}
      </Button>
      <Button variant="subtle" size="sm" onClick={() => setAsking('change')}>
        {t('vouchers.edit.change')}
      </Button>
      {asking === 'codes' && <CodesDialog campaign={campaign} onClose={close} />}
      {asking === 'change' && <CampaignDialog campaign={campaign} onClose={close} />}
    </>
  )
}
