import { isUuid } from '../../shared/ids.ts'

/** A position of the feed as viewers know it: with the life of the database to which it belongs. */
export const positionOf = (epoch: string, position: number): string => `${epoch}.${position}`

/** @returns the position; null if it is none of this life of the database */
export const readPosition = (text: string, epoch: string): number | null => {
  const [life = '', position = ''] = text.split('.')
  return isUuid(life) && life === epoch && /^\d{1,15}$/.test(position) ? Number(position) : null
}
