/** A request that is no procedure. */
export interface HubRequestInit {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Blob
}

/** Sends one request that is no procedure to the hub, with the tokens of the terminal and of the person. */
export type HubRequest = (path: string, init: HubRequestInit) => Promise<Response>

export interface Tokens {
  readonly token: () => string | null
  /** The token of the person who is signed in at the hub. */
  readonly staffToken: () => string | null
}

/** By what the hub knows who asks. */
export const tokenHeaders = ({ token, staffToken }: Tokens): Record<string, string> => {
  const [terminal, staff] = [token(), staffToken()]
  return {
    ...(terminal === null ? {} : { authorization: `Bearer ${terminal}` }),
    ...(staff === null ? {} : { 'x-holdfast-staff': staff }),
  }
}

export interface HubRequestOptions extends Tokens {
  readonly address: () => Promise<string | null>
  readonly fetch: typeof fetch
  /** Waited for before each request: by then it has to be known who asks. */
  readonly ready: () => Promise<void>
}

export const hubRequest =
  (options: HubRequestOptions): HubRequest =>
  async (path, init) => {
    await options.ready()
    const base = await options.address()
    if (base === null) throw new TypeError('No hub has been chosen')
    return options.fetch(`${base}${path}`, { ...init, headers: { ...init.headers, ...tokenHeaders(options) } })
  }
