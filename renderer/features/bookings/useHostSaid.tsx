import { notifications } from '@mantine/notifications'
import type { TFunction } from 'i18next'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { NoticeButton } from '../../app/NoticeButton.tsx'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardResource } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import type { Formats } from '../../i18n/formats.ts'
import type { HostDesk, HostSaid } from './hostDesk.ts'
import { useHostDesk } from './HostDeskContext.tsx'
import { guestName, placeNames, refusalText, waitingRefusalText } from './words.ts'

interface Speech {
  readonly t: TFunction
  readonly formats: Formats
  readonly resources: readonly BoardResource[]
  readonly now: number
}

const wordsOf = (said: HostSaid, { t, formats, resources, now }: Speech): string => {
  switch (said.type) {
    case 'done': {
      const { booking, deed } = said
      const what = t(`booking.did.${deed}`, {
        guest: guestName(booking, t),
        time: formats.moment(booking.start, now),
        where: placeNames(resources, booking.resources),
      })
      return said.clashes ? t('booking.clash', { what }) : what
    }
    case 'refused':
      return refusalText(said.answer, resources, { t, formats })
    case 'nothing_to_undo':
      return t('booking.nothingToUndo')
    case 'waiting': {
      const { deed, minutes } = said
      const guest = guestName(said.guest, t)
      if (deed === 'join' && minutes !== null && minutes > 0)
        return t('waiting.did.joinQuoted', { guest, count: minutes })
      return t(`waiting.did.${deed}`, { guest })
    }
    case 'waiting_refused':
      return waitingRefusalText(said.answer, guestName(said.guest, t), t)
  }
}

/** The way back, where there is one. */
const wayBack = (said: HostSaid, desk: HostDesk): { label: 'said.undo' | 'waiting.undo'; go: () => void } | null => {
  if (said.type === 'done' && (said.deed === 'move' || said.deed === 'cancel'))
    return { label: 'said.undo', go: () => void desk.undo() }
  if (said.type === 'waiting' && (said.deed === 'leave' || said.deed === 'decline'))
    return { label: 'waiting.undo', go: () => void desk.again(said.guest) }
  return null
}

const isRefusal = ({ type }: HostSaid): boolean => type === 'refused' || type === 'waiting_refused'

/** Says in a corner what was done with a booking, with the way back where there is one, or why it cannot be done. */
export const useHostSaid = (): void => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { bookings, clock } = useTerminal()
  const desk = useHostDesk()
  const said = useLive(desk.said)
  const shown = useRef<string | null>(null)
  useEffect(() => {
    if (said === null) return
    const before = shown.current
    const { resources } = bookings.board.get()
    const back = wayBack(said, desk)
    const id = notifications.show({
      withBorder: true,
      autoClose: back !== null || isRefusal(said) ? 8000 : 3000,
      closeButtonProps: { 'aria-label': t('common.close') },
      ...(isRefusal(said) ? { title: t('booking.refused.title'), color: 'yellow' } : {}),
      message: (
        <span className="hf-said">
          {wordsOf(said, { t, formats, resources, now: clock.now() })}
          {back !== null && (
            <NoticeButton
              onPress={() => {
                notifications.hide(id)
                back.go()
              }}
            >
              {t(back.label)}
            </NoticeButton>
          )}
        </span>
      ),
    })
    shown.current = id
    // Only the last thing can be undone: what was said before goes, and its way back with it. In a step of its own, or it would be drawn below what is
    // said now, which would fall under the finger that wants it back.
    if (before !== null) setTimeout(() => notifications.hide(before))
    // Shown once, in the language of that moment.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [said])
}
