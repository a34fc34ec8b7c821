import { sha256 } from 'hash-wasm'

/**
 * What RxDB tells schemas apart by. Its own needs `crypto.subtle`, which browsers withhold on a plain http address such as a shop's hub has; the
 * digest is the same.
 */
export const hashFunction = async (input: string | ArrayBuffer | Blob): Promise<string> => {
  if (typeof input === 'string') return sha256(input)
  return sha256(new Uint8Array(input instanceof Blob ? await input.arrayBuffer() : input))
}
