import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { appOrigin } from '../names.ts'
import { contentSecurityPolicy } from './policy.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.webmanifest': 'application/manifest+json',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

/** What the page may ask the hub through its own origin: the terminals' procedures, nothing else. */
const isForHub = (pathname: string): boolean => pathname === '/trpc' || pathname.startsWith('/trpc/')

export interface SchemeOptions {
  /** The built terminal. */
  readonly folder: string
  readonly hubUrl: () => string | null
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
}

/**
 * Answers `app://holdfast/…`: the terminal's files, and calls to the hub, which are passed on. So the page has one origin that never changes,
 * its policy allows no other, and a hub needs no cross-origin rules.
 */
export const createSchemeHandler =
  ({ folder, hubUrl, fetch }: SchemeOptions) =>
  async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    if (url.origin !== appOrigin && `${url.protocol}//${url.host}` !== appOrigin) return refuse(403)
    if (isForHub(url.pathname)) return passOn(request, url, hubUrl(), fetch)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
    return serveFile(folder, url.pathname)
  }

const refuse = (status: number): Response => new Response(null, { status })

/** A hub that cannot be reached looks as it does in a browser: the request fails, and the terminal is offline. */
const passOn = async (
  request: Request,
  url: URL,
  hub: string | null,
  fetch: SchemeOptions['fetch'],
): Promise<Response> => {
  if (hub === null) return refuse(503)
  const headers = new Headers(request.headers)
  for (const name of ['host', 'origin', 'referer', 'cookie']) headers.delete(name)
  const body = request.method === 'GET' || request.method === 'HEAD' ? null : await request.arrayBuffer()
  return fetch(`${hub}${url.pathname}${url.search}`, {
    method: request.method,
    headers,
    body,
    signal: request.signal,
    redirect: 'error',
  })
}

const serveFile = async (folder: string, pathname: string): Promise<Response> => {
  const root = path.resolve(folder)
  const file = path.resolve(root, `.${path.posix.normalize(decode(pathname))}`)
  if (file !== root && !file.startsWith(root + path.sep)) return refuse(403)
  const wanted = file === root ? path.join(root, 'index.html') : file
  try {
    const content = await readFile(wanted)
    const headers = {
      'content-type': types[path.extname(wanted)] ?? 'application/octet-stream',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    }
    return new Response(new Uint8Array(content), { headers })
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'EISDIR', 'ENOTDIR'].includes(String(error.code)))
      return refuse(404)
    throw error
  }
}

const decode = (pathname: string): string => {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return '/'
  }
}
