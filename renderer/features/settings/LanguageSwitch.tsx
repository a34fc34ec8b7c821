import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useGround } from '../../app/TerminalContext.tsx'
import { useLivePart } from '../../app/useLive.ts'

/** Vietnamese or English, each in its own name. */
export const LanguageSwitch = () => {
  const { t } = useTranslation()
  const { preferences } = useGround()
  const language = useLivePart(preferences, (all) => all.language)
  return (
    <SegmentedControl
      aria-label={t('settings.language.label')}
      value={language}
      onChange={(value) => preferences.update((all) => ({ ...all, language: value === 'en' ? 'en' : 'vi' }))}
      data={[
        { value: 'vi', label: t('settings.language.vi') },
        { value: 'en', label: t('settings.language.en') },
      ]}
    />
  )
}
