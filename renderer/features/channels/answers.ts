/** What somebody whom the hub told something answered, as far as there are words for it here. */
export type Answer =
  | { readonly type: 'status' | 'key' | 'missing' | 'trouble'; readonly status: number }
  | { readonly type: 'away' | 'unknown' | 'slow' | 'certificate' | 'private' }
  /** In the shop's own words. */
  | { readonly type: 'told'; readonly text: string }

const ofStatus = (status: number): Answer => {
  if (status === 401 || status === 403) return { type: 'key', status }
  if (status === 404 || status === 410) return { type: 'missing', status }
  return { type: status >= 500 || status === 429 ? 'trouble' : 'status', status }
}

const signs = [
  ['away', /ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EPIPE|socket hang up|socket disconnected/],
  ['unknown', /ENOTFOUND|EAI_AGAIN/],
  ['slow', /ETIMEDOUT|^no answer within/],
  ['certificate', /certificate|CERT|SSL|TLS/],
  ['private', /is a private address/],
] as const

/** Reads the hub's note of an answer: a status, what the network said, or the shop's own words. */
export const answerOf = (note: string): Answer => {
  const status = /^answered (\d{3})$/.exec(note)?.[1]
  if (status !== undefined) return ofStatus(Number(status))
  const type = signs.find(([, sign]) => sign.test(note))?.[0]
  return type === undefined ? { type: 'told', text: note } : { type }
}
