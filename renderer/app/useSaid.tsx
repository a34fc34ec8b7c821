import { notifications } from '@mantine/notifications'
import type { TFunction } from 'i18next'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Said } from '../features/counter/desk.ts'
import { NoticeButton } from './NoticeButton.tsx'
import { useLive } from './useLive.ts'
import { useDesk } from '../features/counter/DeskContext.tsx'

const wordsOf = (said: Said, t: TFunction): string => {
  switch (said.type) {
    case 'removed': {
      const [first] = said.names
      return said.names.length === 1 && first !== undefined
        ? t('said.removed', { name: first })
        : t('said.voided', { count: said.names.length })
    }
    case 'parked':
      return t('said.parked', { label: said.label })
    case 'recalled':
      return t('said.recalled', { label: said.label })
    case 'not_taken':
      return t('said.notTaken', { code: said.code })
    case 'no_receipt':
      return t('said.noReceipt')
    case 'unsure':
      return t(`counter.seats.unsure.${said.why}`)
    case 'still_asked':
      return t('said.stillAsked')
    case 'nothing_to_do':
      return t('said.cartEmpty')
  }
}

/** Says in a corner what was done, with the way back where there is one. */
export const useSaid = (): void => {
  const { t } = useTranslation()
  const desk = useDesk()
  const said = useLive(desk.said)
  useEffect(() => {
    if (said === null) return
    const id = notifications.show({
      withBorder: true,
      autoClose: said.type === 'removed' || said.type === 'not_taken' ? 8000 : 3000,
      closeButtonProps: { 'aria-label': t('common.close') },
      message: (
        <span className="hf-said">
          {wordsOf(said, t)}
          {said.type === 'removed' && (
            <NoticeButton
              onPress={() => {
                notifications.hide(id)
                void said.undo()
              }}
            >
              {t('said.undo')}
            </NoticeButton>
          )}
        </span>
      ),
    })
    // Shown once, in the language of that moment.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [said])
}
