import type { Whom } from '../../../app/customers.ts'

/** Shorter is no number: it would be said by mistake. */
const fewestDigits = 6

/** What was typed, as a phone or an e-mail; null if it is neither. */
export const whomOf = (text: string): Whom | null => {
  const said = text.trim()
  if (/^[^\s@]+@[^\s@]+$/.test(said)) return { email: said }
  if (!/^[\d\s()+.\-–/]+$/.test(said) || said.replace(/\D/g, '').length < fewestDigits) return null
  return { phone: said }
}
