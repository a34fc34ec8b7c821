import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../app/terminal.ts'
import { maxShelfLines } from '../../app/terminal/shelf.ts'
import { useGround, useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useScans } from '../counter/useScans.ts'

/** Takes what is scanned or found onto a list, piece by piece. */
export const useGathering = (lines: readonly { readonly sku: string }[], addOne: (sku: string) => void) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { sounds } = useGround()
  const { catalogue } = useTerminal()
  const [last, setLast] = useState<{ readonly sku: string; readonly taken: number } | null>(null)
  const refuse = (message: string) => {
    sounds.refuse()
    notifications.show({ withBorder: true, message })
  }
  const take = ({ sku }: Item): boolean => {
    if (lines.length >= maxShelfLines && !lines.some((line) => line.sku === sku)) {
      refuse(t('shelf.full', { amount: formats.number(maxShelfLines) }))
      return false
    }
    setLast({ sku, taken: (last?.taken ?? 0) + 1 })
    addOne(sku)
    return true
  }
  useScans((code) => {
    const item = catalogue.find(code)
    if (item === null) refuse(t('shelf.unknown', { code }))
    else if (take(item)) sounds.tick()
  })
  /** For the line of a thing: see `ShelfLine`. */
  const lastTaken = (sku: string): number | null => (last?.sku === sku ? last.taken : null)
  return { lastTaken, take }
}
