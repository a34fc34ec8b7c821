import { expect, it } from 'vitest'
import { type Picture, shrinkPicture } from './shrinkPhoto.ts'

/** A picture whose encoded size follows from its area and quality. */
const picture = (width: number, height: number, bytesPerPixel: number, writes = ['image/webp', 'image/jpeg']) => {
  const asked: string[] = []
  const made: Picture = {
    ...{ width, height },
    encode: async (w, h, type, quality) => {
      asked.push(`${w}×${h} ${type} ${quality}`)
      const size = Math.round(w * h * bytesPerPixel * quality)
      return new Blob([new Uint8Array(size)], { type: writes.includes(type) ? type : 'image/png' })
    },
  }
  return { made, asked }
}
const sizeOf = (data: string | undefined) => atob(data ?? '').length

it('R12: a large picture is made smaller until it can be sent, and keeps its shape', async () => {
  const { made, asked } = picture(4000, 3000, 0.5)
  const photo = await shrinkPicture(made)
  expect(photo?.type).toBe('image/webp')
  expect(sizeOf(photo?.data)).toBeLessThanOrEqual(200_000)
  expect(asked[0]).toBe('1280×960 image/webp 0.8')
  expect(asked.at(-1)).toBe('720×540 image/webp 0.5')
})

it('a small picture stays as large as it is, and a browser that writes no WebP writes JPEG', async () => {
  const { made, asked } = picture(300, 200, 0.5, ['image/jpeg'])
  expect((await shrinkPicture(made))?.type).toBe('image/jpeg')
  expect(asked).toEqual(['300×200 image/webp 0.8', '300×200 image/jpeg 0.8'])
})

it('what cannot be made small enough is none', async () => {
  expect(await shrinkPicture(picture(4000, 3000, 9).made)).toBeNull()
  expect(await shrinkPicture({ width: 9, height: 9, encode: async () => null })).toBeNull()
})
