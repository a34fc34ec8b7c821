import type { HubClient } from '../sync/hubClient.ts'
import type { OverviewQuestions } from './allChannels.ts'
import { ask } from './askOnce.ts'

/** Puts managers' questions about all channels to the hub. */
export const askOverview = (client: HubClient): OverviewQuestions => ({
  overview: ({ location, days }) =>
    ask(client.overview.read.query({ days, ...(location === null ? {} : { location }) })),
})
