import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'

/** For tests: a mail server, and what has come to it. Nobody needs a password, and none is right. */
export interface MailServer {
  readonly url: string
  /** Letters as they came, headers first. */
  readonly letters: readonly string[]
  /** What it says to the next letters: nothing, or a code with which it refuses them. */
  refuse(code: number | null): void
  close(): Promise<void>
}

export const startMailServer = async (): Promise<MailServer> => {
  const letters: string[] = []
  let code: number | null = null
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    ...{ authOptional: true, allowInsecureAuth: true },
    onAuth: (_auth, _session, callback) => {
      callback(Object.assign(new Error('wrong password'), { responseCode: 535 }))
    },
    // Mail servers like to repeat whom they refuse, in small letters.
    onRcptTo: ({ address }, _session, callback) => {
      callback(
        code === null
          ? null
          : Object.assign(new Error(`no room for <${address.toLowerCase()}>`), { responseCode: code }),
      )
    },
    onData: (stream, _session, callback) => {
      let letter = ''
      stream.setEncoding('utf8')
      stream.on('data', (part: string) => {
        letter += part
      })
      stream.on('end', () => {
        letters.push(letter)
        callback()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('the mail server has no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    letters,
    refuse: (next) => {
      code = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
      }),
  }
}
