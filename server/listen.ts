import type { FastifyInstance } from 'fastify'
import { codeOf, WrongSetting } from './wrongSetting.ts'

interface Place {
  readonly host: string
  readonly port: number
}

/**
 * Lets an app answer at a place.
 * @returns the URL at which it answers
 * @throws WrongSetting when nobody can listen there
 */
export const listen = async (app: FastifyInstance, { host, port }: Place): Promise<string> => {
  await app.listen({ host, port }).catch((error: unknown) => {
    const why = whyNot(codeOf(error), { host, port })
    throw why === null ? error : new WrongSetting(why)
  })
  const address = app.server.address()
  const given = address === null || typeof address === 'string' ? 0 : address.port
  return `http://${host.includes(':') ? `[${host}]` : host}:${given}`
}

const whyNot = (code: string | null, { host, port }: Place): string | null => {
  if (code === 'EADDRINUSE')
    return `port ${port} on ${host} is in use: stop the program that listens there, or set HOLDFAST_PORT`
  if (code === 'EACCES') return `this user may not listen on port ${port}: set HOLDFAST_PORT to one above 1023`
  if (code !== null && ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(code))
    return `${host} is no address of this machine: set HOLDFAST_HOST to one, or to 0.0.0.0 for all of them`
  return null
}
