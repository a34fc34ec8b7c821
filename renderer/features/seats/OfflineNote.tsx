import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { ShownEvent } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { Notice } from '../../ui/Notice.tsx'

/** What can be sold without a network, and what cannot (SPEC E9). */
export const OfflineNote = ({ event }: { event: ShownEvent }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { status, clock } = useTerminal()
  const since = useLivePart(status, (now) => now.since)
  const { ours } = event.counts
  return (
    <Notice tone="offline" role="status" title={t('seats.offline.title', { time: formats.moment(since, clock.now()) })}>
      {ours === 0 ? t('seats.offline.none') : t('seats.offline.some', { count: ours })}
    </Notice>
  )
}
