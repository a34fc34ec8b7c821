import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { momoPages } from './momoPages.ts'
import { momoRefunds, type Paid, vnpayRefunds } from './refunds.ts'
import { vnpayPages } from './vnpayPages.ts'

/** What a shop and the simulated providers share. No money moves, so that these are no secrets. */
export const simulated = {
  vnpay: { tmnCode: 'SIMULATE', hashSecret: 'simulated-vnpay-secret' },
  momo: { partnerCode: 'SIMULATED', accessKey: 'simulated-access', secretKey: 'simulated-momo-secret' },
}

/** A page's answer; `location` sends the browser on. */
export interface Page {
  readonly status: number
  readonly text: string
  readonly type?: string
  readonly location?: string
}

/** A request as the pages see it. */
export interface Asked {
  readonly method: string
  readonly url: URL
  readonly body: string
  /** A provider's name for a payment. */
  readonly newTransaction: () => string
}

export interface Simulator {
  readonly url: string
  /** What a hub has to be started with to be paid here. */
  environmentFor(hubUrl: string): Readonly<Record<string, string>>
  close(): Promise<void>
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

const newTransaction = (): string => String(randomInt(10_000_000, 2_000_000_000))

/** Starts a server that behaves as VNPay's and MoMo's payment pages do: it checks what a shop signed, shows the amount, and tells how it ended; it pays back what was paid here. */
export const startSimulator = async (port = 0): Promise<Simulator> => {
  let base = ''
  const payments = new Map<string, Paid>()
  const vnpay = vnpayPages(simulated.vnpay, payments)
  const momo = momoPages(simulated.momo, () => base, payments)
  const payBack: Readonly<Record<string, (body: string) => Page>> = {
    '/vnpay/refund': vnpayRefunds(simulated.vnpay.hashSecret, payments, newTransaction),
    '/momo/refund': momoRefunds(simulated.momo, payments, newTransaction),
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', base)
    const asked: Asked = {
      ...{ method: request.method ?? 'GET', url, body: await bodyOf(request) },
      newTransaction,
    }
    const pages = url.pathname.startsWith('/vnpay') ? vnpay : momo
    const {
      status,
      text,
      type = 'text/html; charset=utf-8',
      location,
    } = payBack[url.pathname]?.(asked.body) ?? (await pages(asked))
    response.writeHead(status, { 'content-type': type, ...(location === undefined ? {} : { location }) }).end(text)
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(502).end(`the shop could not be told: ${String(error)}`)
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the simulator has no port')
  base = `http://127.0.0.1:${address.port}`
  return {
    url: base,
    environmentFor: (hubUrl) => ({
      HOLDFAST_PUBLIC_URL: hubUrl,
      HOLDFAST_VNPAY_URL: `${base}/vnpay`,
      HOLDFAST_VNPAY_TMN_CODE: simulated.vnpay.tmnCode,
      HOLDFAST_VNPAY_HASH_SECRET: simulated.vnpay.hashSecret,
      HOLDFAST_VNPAY_REFUND_URL: `${base}/vnpay/refund`,
      HOLDFAST_MOMO_URL: `${base}/momo/create`,
      HOLDFAST_MOMO_PARTNER_CODE: simulated.momo.partnerCode,
      HOLDFAST_MOMO_ACCESS_KEY: simulated.momo.accessKey,
      HOLDFAST_MOMO_SECRET_KEY: simulated.momo.secretKey,
    }),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
