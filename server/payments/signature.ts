import { createHmac, timingSafeEqual } from 'node:crypto'

type Algorithm = 'sha256' | 'sha512'

/** HMAC in lower-case hex. */
export const sign = (algorithm: Algorithm, secret: string, signed: string | Buffer): string =>
  createHmac(algorithm, secret).update(signed).digest('hex')

/** True if `given` is that HMAC in hex of either case. Takes as long for a wrong one as for a right one. */
export const isSigned = (algorithm: Algorithm, secret: string, signed: string | Buffer, given: string): boolean => {
  const wanted = Buffer.from(sign(algorithm, secret, signed))
  const told = Buffer.from(given.toLowerCase())
  return told.length === wanted.length && timingSafeEqual(told, wanted)
}
