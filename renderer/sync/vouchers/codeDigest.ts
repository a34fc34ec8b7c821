import { createSHA256 } from 'hash-wasm'
import { digestedText } from '../../../shared/kinds/voucher/copies.ts'

/** Makes the function by which codes are known again in their digests. Of its own: browsers keep `crypto.subtle` from plain http, and answer late. */
export const makeCodeDigest = async (): Promise<(code: string) => number> => {
  const sha256 = await createSHA256()
  return (code) => new DataView(sha256.init().update(digestedText(code)).digest('binary').buffer).getUint32(0)
}
