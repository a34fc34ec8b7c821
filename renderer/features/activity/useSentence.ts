import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { LastTaken } from '../../app/questions.ts'
import type { Entry, Shortage } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { useShortageText } from '../counter/useShortageText.ts'
import { commandKeys } from './commandKeys.ts'

/** An entry in words: what somebody did, why it was refused, and what is safe. */
export interface Sentence {
  readonly did: string
  readonly why: string | null
  readonly safe: string | null
}

/** The shortage that an entry was refused for, as it is now; null if it was refused for something else, or not at all. */
export const shortageOf = ({ rejection, available, holders }: Entry): Shortage | null =>
  rejection?.code === 'conflict' ? { available: available ?? 0, holders } : null

export const useSentence = (): ((entry: Entry, taken?: LastTaken | null) => Sentence) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const terminal = useTerminal()
  const people = useLive(terminal.people)
  const me = useLive(terminal.me)
  const shortageText = useShortageText()

  const whoOf = (actor: string) =>
    actor === me?.id ? t('activity.you') : (people.find(({ id }) => id === actor)?.name ?? t('activity.somebody'))
  const whatOf = (lines: Entry['lines']) => {
    // A sale may name the same thing under several holds; people count it once.
    const byName = new Map<string, number>()
    for (const { name, quantity } of lines) byName.set(name, (byName.get(name) ?? 0) + quantity)
    const parts = [...byName].map(([name, quantity]) => `${formats.number(quantity)} ${name}`)
    return parts.length === 0 ? t('activity.noLines') : parts.join(', ')
  }

  return (entry, taken = null) => {
    const { rejection } = entry
    const why = () => {
      if (rejection === null) return null
      const shortage = shortageOf(entry)
      if (shortage !== null) return t('activity.why.conflict', { shortage: shortageText(shortage, taken) })
      return rejection.code === 'conflict' ? null : t(`activity.why.${rejection.code}`)
    }
    const safe = () => {
      if (entry.sold) return t('activity.safe.sold')
      if (rejection === null) return null
      return t('activity.safe.nothingTaken')
    }
    return {
      did: t(`activity.did.${commandKeys[entry.type]}`, {
        who: whoOf(entry.actor),
        what: whatOf(entry.lines),
        time: formats.moment(entry.issuedAt, terminal.clock.now()),
      }),
      why: why(),
      safe: safe(),
    }
  }
}
