import { useTranslation } from 'react-i18next'
import { useGround } from '../../app/TerminalContext.tsx'
import type { LastTaken } from '../../app/questions.ts'
import type { Shortage } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { shortageText } from './shortageParts.ts'

/** Gives the words for what is short, with the channels' own names. */
export const useShortageText = (): ((shortage: Shortage, taken: LastTaken | null) => string) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { terminal } = useGround()
  const channels = useLivePart(terminal.shop, (shop) => shop.channels)
  const self = useLivePart(terminal.shop, (shop) => shop.terminal?.id ?? null)
  const nameOf = (code: string) => channels.find((channel) => channel.code === code)?.name ?? code
  const timeOf = (moment: number) => formats.moment(moment, terminal.clock.now())
  const takenText = ({ how, at, channel, terminal: by, terminalName }: LastTaken): string => {
    switch (how) {
      case 'counted':
        return t('counter.short.counted', { time: timeOf(at) })
      case 'moved':
        return t('counter.short.moved', { time: timeOf(at) })
      case 'sold':
        if (by === null) return t('counter.short.boughtBy', { who: nameOf(channel ?? ''), time: timeOf(at) })
        if (by === self) return t('counter.short.soldHere', { time: timeOf(at) })
        return t('counter.short.soldBy', { who: terminalName ?? nameOf(channel ?? ''), time: timeOf(at) })
    }
  }
  return (shortage, taken) =>
    shortageText(shortage, taken, {
      left: (count) => t('counter.short.left', { amount: formats.number(count) }),
      held: (channel, count, time, several) =>
        t(several ? 'counter.short.heldFrom' : 'counter.short.heldUntil', {
          channel: nameOf(channel),
          amount: formats.number(count),
          time,
        }),
      taken: takenText,
      nobody: () => t('counter.short.nobody'),
      gone: () => t('counter.short.gone'),
      unlisted: () => t('counter.short.unlisted'),
      time: timeOf,
    })
}
