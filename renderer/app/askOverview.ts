import type { HubClient } from '../sync/hubClient.ts'
import type { OverviewQuestions } from './allChannels.ts'
import { ask, orNull } from './askOnce.ts'
import { askShops } from './askShops.ts'

/** The most limits of a channel that are shown. */
const mostLimits = 200

/** Puts managers' questions about all channels to the hub. */
export const askOverview = (client: HubClient): OverviewQuestions => ({
  overview: ({ location, days }) =>
    ask(client.overview.read.query({ days, ...(location === null ? {} : { location }) })),
  closing: (day) => ask(client.overview.closing.query({ day })),
  ...askShops(client),
  channelBoard: () => ask(client.channels.board.query()),
  saveChannel: (channel) => ask(client.channels.save.mutate(channel)),
  makeChannelKey: async (channel) => (await ask(orNull(client.channels.makeKey.mutate({ channel }))))?.key ?? null,
  revokeChannelKey: async (channel, id) => {
    await ask(orNull(client.channels.revokeKey.mutate({ channel, id })))
  },
  limitsOf: async (channel) => (await ask(client.channels.limits.query({ channel, limit: mostLimits }))).data,
  saveLimit: async (key, { cap, safetyStock, startAgain }) => {
    const limit = {
      ...(cap === null ? {} : { cap }),
      ...(safetyStock === null ? {} : { safetyStock }),
      ...(startAgain ? { startAgain } : {}),
    }
    return (await ask(client.channels.saveLimit.mutate({ ...key, limit }))).trouble
  },
  dropLimit: (key) => ask(client.channels.dropLimit.mutate(key)),
  deliveries: (webhook) => ask(client.channels.deliveries.query({ webhook })),
  replay: async (webhook, position) => {
    await ask(orNull(client.channels.replay.mutate({ webhook, position })))
  },
})
