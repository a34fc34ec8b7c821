import { QueryClient } from '@tanstack/react-query'
import { QuestionError } from './questions.ts'
import type { Live, Status } from './terminal.ts'

const soonMs = 2_000

/**
 * When a question that failed is asked again by itself. Without a network that is once the hub is heard again (`AskAgain`); but a cut may be so short
 * that nobody else has noticed it, and the screen would go on saying that there is none.
 */
export const askAgainAfter = (error: Error | null, connection: Status['connection']): number | false =>
  error instanceof QuestionError && error.why === 'offline' && connection === 'online' ? soonMs : false

/** What is asked of the hub. Only faults are worth a second try at once; without a network or the right to ask it would be the same again. */
export const makeQueries = (status: Live<Status>): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // The terminal knows better than the browser whether the hub answers.
        networkMode: 'always',
        retry: (tries, error) => error instanceof QuestionError && error.why === 'fault' && tries < 2,
        refetchInterval: ({ state }) => askAgainAfter(state.error, status.get().connection),
        staleTime: 5_000,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always' },
    },
  })
