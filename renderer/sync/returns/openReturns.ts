import type { ModelOptions } from '../modelOptions.ts'
import { PhotoBook } from './photoBook.ts'
import { ReturnDesk, type ReturnDeskOptions } from './returnDesk.ts'

export type ReturnsOptions = Omit<ReturnDeskOptions, 'photos'> &
  Pick<ModelOptions, 'desk' | 'outbox' | 'savePhoto' | 'broken'>

/** Goods that come back, with the photos of them. */
export const openReturns = ({ desk, outbox, savePhoto, broken, ...options }: ReturnsOptions): ReturnDesk => {
  const { timers } = options
  return new ReturnDesk({ ...options, photos: new PhotoBook({ desk, outbox, timers, save: savePhoto, broken }) })
}
