import { z } from 'zod'

/** A photo of goods may have so many bytes; terminals make it small before. */
export const maxPhotoBytes = 200_000

export const photoTypes = ['image/jpeg', 'image/webp'] as const
export type PhotoType = (typeof photoTypes)[number]

/** By which a photo is known: the SHA-256 of its content, in hexadecimal. */
export const photoHashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal')

const begins = (bytes: Uint8Array, at: number, text: string): boolean =>
  String.fromCodePoint(...bytes.subarray(at, at + text.length)) === text

/** What a photo is by its first bytes, whatever anybody says that it is; null: none that is taken. */
export const photoTypeOf = (bytes: Uint8Array): PhotoType | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  return begins(bytes, 0, 'RIFF') && begins(bytes, 8, 'WEBP') ? 'image/webp' : null
}
