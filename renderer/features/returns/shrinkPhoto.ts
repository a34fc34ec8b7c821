import { maxPhotoBytes, type PhotoType, photoTypes } from '../../../shared/returns/photos.ts'
import type { Photo } from '../../app/terminal.ts'

/** A picture that can be made small: in a browser it is drawn anew at each size. */
export interface Picture {
  readonly width: number
  readonly height: number
  encode(width: number, height: number, type: PhotoType, quality: number): Promise<Blob | null>
}

/** The longest side and the quality of each try: sharp enough to see a scratch first, then whatever is small enough. */
const tries = [
  [1280, 0.8],
  [1280, 0.6],
  [960, 0.6],
  [720, 0.5],
  [480, 0.4],
] as const

const base64Of = async (blob: Blob): Promise<string> => {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''))
}

/** Makes a picture small enough to be sent; null if it cannot be. Some browsers write no WebP, and say so by writing something else. */
export const shrinkPicture = async (picture: Picture): Promise<Photo | null> => {
  const longest = Math.max(picture.width, picture.height)
  for (const [side, quality] of tries) {
    const scale = Math.min(1, side / longest)
    const [width, height] = [picture.width, picture.height].map((size) => Math.max(1, Math.round(size * scale)))
    if (width === undefined || height === undefined) return null
    for (const wanted of ['image/webp', 'image/jpeg'] as const) {
      const blob = await picture.encode(width, height, wanted, quality)
      const type = photoTypes.find((one) => one === blob?.type)
      if (blob !== null && type === wanted && blob.size <= maxPhotoBytes) return { type, data: await base64Of(blob) }
    }
  }
  return null
}

const pictureOf = (image: ImageBitmap): Picture => ({
  ...{ width: image.width, height: image.height },
  encode: (width, height, type, quality) => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width, height })
    canvas.getContext('2d')?.drawImage(image, 0, 0, width, height)
    return new Promise((resolve) => canvas.toBlob(resolve, type, quality))
  },
})

/** A file of a camera or a folder as a photo, upright; null if it is no picture that this browser can read. What it says of where it was taken is lost. */
export const photoOf = async (file: Blob): Promise<Photo | null> => {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (image === null) return null
  try {
    return await shrinkPicture(pictureOf(image))
  } finally {
    image.close()
  }
}

/** Under which a page can show it. */
export const urlOf = ({ type, data }: Photo): string => `data:${type};base64,${data}`
