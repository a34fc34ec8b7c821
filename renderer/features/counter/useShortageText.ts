import { useTranslation } from 'react-i18next'
import { useGround } from '../../app/TerminalContext.tsx'
import type { Shortage } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { shortageText } from './shortageParts.ts'

/** Gives the words for what is short, with the channels' own names. */
export const useShortageText = (): ((shortage: Shortage) => string) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { terminal } = useGround()
  const channels = useLivePart(terminal.shop, (shop) => shop.channels)
  const nameOf = (code: string) => channels.find((channel) => channel.code === code)?.name ?? code
  return (shortage) =>
    shortageText(shortage, {
      left: (count) => t('counter.short.left', { amount: formats.number(count) }),
      held: (channel, count, time, several) =>
        t(several ? 'counter.short.heldFrom' : 'counter.short.heldUntil', {
          channel: nameOf(channel),
          amount: formats.number(count),
          time,
        }),
      nobody: () => t('counter.short.nobody'),
      time: (moment) => formats.moment(moment, terminal.clock.now()),
    })
}
