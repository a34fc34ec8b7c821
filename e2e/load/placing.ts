import { adminKey } from '../support/hubProcess.ts'
import { holdWish } from '../support/rest.ts'
import type { Asked } from './callers.ts'

/** One hold of one unit, as a website asks for it. */
export const placing = (url: string, sku: string): Asked => ({
  ...{ url: `${url}/v1/holds`, method: 'POST', body: JSON.stringify(holdWish(sku)) },
  headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
})

/** The least that a hub answers: what others are compared with. */
export const health = (url: string): Asked => ({ url: `${url}/healthz` })
