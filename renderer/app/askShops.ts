import type { HubClient } from '../sync/hubClient.ts'
import { ask, orNull } from './askOnce.ts'
import type { ShopQuestions } from './shopsAndCarriers.ts'

/** Puts managers' questions about shops and carriers to the hub. */
export const askShops = ({ shops }: HubClient): ShopQuestions => ({
  connectShop: async ({ target, ...shop }) => {
    const input = target === undefined ? shop : { ...shop, target: target === null ? null : { ...target } }
    return (await ask(shops.connect.mutate(input))).wrong
  },
  disconnectShop: async (channel) => {
    await ask(orNull(shops.disconnect.mutate({ channel })))
  },
  shopMessages: (channel) => ask(shops.messages.query({ channel })),
  saveCarrier: async (code, isNew, { name, fields, states }) => {
    const carrier = { code, isNew, name, fields: { ...fields }, states: { ...states } }
    const saved = await ask(orNull(shops.saveCarrier.mutate(carrier)))
    return saved === null ? { type: 'taken' } : { type: 'saved', secret: saved.secret }
  },
  removeCarrier: async (code) => {
    await ask(orNull(shops.removeCarrier.mutate({ code })))
  },
  carrierMessages: (code) => ask(shops.carrierMessages.query({ code })),
})
