import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import type { i18n } from 'i18next'
import { useEffect, useMemo } from 'react'
import { I18nextProvider } from 'react-i18next'
import { SecondsContext } from '../ui/seconds.ts'
import { theme } from '../ui/theme.ts'
import { AskAgain } from './AskAgain.tsx'
import { CrashBoundary } from './CrashBoundary.tsx'
import { FaultToasts } from './FaultToasts.tsx'
import { makeColorScheme } from './colorScheme.ts'
import { makeQueries } from './makeQueries.ts'
import { Phases } from './Phases.tsx'
import { type Ground, GroundProvider } from './TerminalContext.tsx'
import { useLivePart } from './useLive.ts'

/** The whole terminal on screen. */
export const App = ({ ground, words }: { ground: Ground; words: i18n }) => {
  const queries = useMemo(() => makeQueries(ground.terminal.status), [ground.terminal])
  const colorScheme = useMemo(() => makeColorScheme(ground.preferences), [ground.preferences])
  const language = useLivePart(ground.preferences, (preferences) => preferences.language)
  useEffect(() => {
    void words.changeLanguage(language)
    document.documentElement.lang = language
    document.title = 'Holdfast'
  }, [words, language])

  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colorScheme}>
      <I18nextProvider i18n={words}>
        <QueryClientProvider client={queries}>
          <GroundProvider ground={ground}>
            <SecondsContext value={ground.seconds}>
              <CrashBoundary>
                <Phases />
                <AskAgain />
                <FaultToasts />
                <Notifications position="bottom-left" limit={3} containerWidth={420} />
              </CrashBoundary>
            </SecondsContext>
          </GroundProvider>
        </QueryClientProvider>
      </I18nextProvider>
    </MantineProvider>
  )
}
