import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { TFunction } from 'i18next'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardResource } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import type { Formats } from '../../i18n/formats.ts'
import type { HostSaid } from './hostDesk.ts'
import { useHostDesk } from './HostDeskContext.tsx'
import { guestName, placeNames, refusalText } from './words.ts'

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
  }
}

const canUndo = (said: HostSaid): boolean => said.type === 'done' && (said.deed === 'move' || said.deed === 'cancel')

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
    // Only the last thing can be undone: what was said before goes, and its way back with it.
    if (shown.current !== null) notifications.hide(shown.current)
    const { resources } = bookings.board.get()
    const id = notifications.show({
      withBorder: true,
      autoClose: canUndo(said) || said.type === 'refused' ? 8000 : 3000,
      closeButtonProps: { 'aria-label': t('common.close') },
      ...(said.type === 'refused' ? { title: t('booking.refused.title'), color: 'yellow' } : {}),
      message: (
        <span className="hf-said">
          {wordsOf(said, { t, formats, resources, now: clock.now() })}
          {canUndo(said) && (
            <Button
              variant="light"
              size="sm"
              onClick={() => {
                notifications.hide(id)
                void desk.undo()
              }}
            >
              {t('said.undo')}
            </Button>
          )}
        </span>
      ),
    })
    shown.current = id
    // Shown once, in the language of that moment.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [said])
}
