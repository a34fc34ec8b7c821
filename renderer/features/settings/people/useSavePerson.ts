import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { WrittenPerson } from '../../../app/people.ts'
import { useGround } from '../../../app/TerminalContext.tsx'

export const peopleKey = ['people'] as const

/** Sends somebody to the hub, says what was saved, and has the list asked for anew: also where it was refused, for then it is not as it was. */
export const useSavePerson = (onSaved: () => void) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (person: WrittenPerson) => questions.savePerson(person),
    onSuccess: async (answer, { name, active }) => {
      await client.invalidateQueries({ queryKey: peopleKey })
      if (answer !== 'saved') return
      notifications.show({
        message: active ? t('people.saved', { name }) : t('people.gone', { name }),
        closeButtonProps: { 'aria-label': t('common.close') },
      })
      onSaved()
    },
  })
}
