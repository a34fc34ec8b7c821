import { createHmac, timingSafeEqual } from 'node:crypto'

/** True if `given` is the base64 HMAC-SHA256 of these bytes, as both kinds of shop sign. Takes as long for a wrong one as for a right one. */
export const isSignedBase64 = (secret: string, body: Buffer, given: string | undefined): boolean => {
  const wanted = createHmac('sha256', secret).update(body).digest()
  const told = Buffer.from(given ?? '', 'base64')
  return told.length === wanted.length && timingSafeEqual(told, wanted)
}
