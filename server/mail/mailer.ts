import { setTimeout as sleep } from 'node:timers/promises'
import type { MailSettings } from './mailSettings.ts'

/** A letter to one customer. */
export interface Letter {
  /** By which a mailbox knows that it has it already. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** What became of it; `refused`: for good. */
export type Sending = { readonly type: 'sent' } | { readonly type: 'refused' | 'failed'; readonly reason: string }

export interface Mailer {
  send(letter: Letter): Promise<Sending>
  close(): void
}

/** A mail server that takes longer is tried later: a hub that is asked to stop has 10 s. */
const patienceMs = 8_000

/** The domain of an address, for names of letters. */
const domainOf = (from: string): string => /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'localhost'

/** What the mail server said, without addresses: it likes to repeat them, in small letters or as it knows them. */
const reasonOf = (error: unknown): string => {
  const said = error instanceof Error ? error.message : String(error)
  return said.replaceAll(/[^\s<>@"]+@[^\s<>@"]+/g, '…').slice(0, 300)
}

/** What nodemailer calls a refusal of the addresses, or of the letter itself. */
const aboutTheLetter: ReadonlySet<unknown> = new Set(['EENVELOPE', 'EMESSAGE'])

/** A server that lets this hub not in (a changed password) says 5xx too, and that is no letter's fault: whoever runs the hub may mend it in time. */
const isForGood = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null || !('responseCode' in error) || !('code' in error)) return false
  const { responseCode: said, code } = error
  return typeof said === 'number' && said >= 500 && aboutTheLetter.has(code)
}

/** Each step has its own patience; together they would have three times as much. */
const noAnswer = async (): Promise<Sending> => {
  await sleep(patienceMs, null, { ref: false })
  return { type: 'failed', reason: 'the mail server took too long' }
}

/** Sends letters by SMTP. Only who has a mail server waits until its client is read. */
export const createMailer = async ({ url, from }: MailSettings): Promise<Mailer> => {
  const { createTransport } = await import('nodemailer')
  const transport = createTransport(
    {
      url,
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
      dnsTimeout: patienceMs,
    },
    { from },
  )
  return {
    send: async (letter) => {
      const { id, to, subject, text } = letter
      try {
        const sending = transport.sendMail({
          ...{ to: { name: '', address: to }, subject, text, messageId: `<${id}@${domainOf(from)}>` },
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        return await Promise.race([sending.then(() => ({ type: 'sent' }) as const), noAnswer()])
      } catch (error) {
        return { type: isForGood(error) ? 'refused' : 'failed', reason: reasonOf(error) }
      }
    },
    close: () => transport.close(),
  }
}
