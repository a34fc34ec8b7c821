import { type Formats, formatsFor } from '../i18n/formats.ts'
import { useGround } from './TerminalContext.tsx'
import { useLive, useLivePart } from './useLive.ts'
import { defaultZone } from './useZone.ts'

/** How moments and amounts are written here: in the device's language, the shop's zone and the shop's currency. */
export const useFormats = (): Formats => {
  const { terminal, preferences } = useGround()
  const language = useLivePart(preferences, (preferred) => preferred.language)
  const shop = useLive(terminal.shop)
  return formatsFor(language, shop.location?.timeZone ?? defaultZone, shop.currency)
}
