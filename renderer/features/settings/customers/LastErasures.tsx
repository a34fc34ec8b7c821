import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useGround } from '../../../app/TerminalContext.tsx'
import { useFormats } from '../../../app/useFormats.ts'
import settings from '../SettingsScreen.module.css'

export const erasuresKey = ['erasures']

/** Who had customers erased lately, never whom. Without a network it is left out: the form says what is amiss. */
export const LastErasures = () => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const formats = useFormats()
  const last = useQuery({ queryKey: erasuresKey, queryFn: () => questions.erasures() })
  if (last.data === undefined || last.data.length === 0) return null
  return (
    <>
      <h3>{t('customers.last')}</h3>
      <ul className={settings.list}>
        {last.data.map(({ at, staffName, terminalName, erased }) => (
          <li key={at} className={settings.hint}>
            {[
              formats.dateAndTime(at),
              staffName ?? t('customers.program'),
              ...(terminalName === null ? [] : [terminalName]),
              erased === null ? t('customers.cutOff') : t('customers.amount', { count: erased }),
            ].join(' · ')}
          </li>
        ))}
      </ul>
    </>
  )
}
