/** Another PIN of one's own, as it is typed. */
export interface PinFields {
  readonly oldPin: string
  readonly newPin: string
  readonly again: string
}
/** What does not fit: the first of them, so that one thing at a time is put right. */
export type PinFault = 'old' | 'new' | 'same' | 'again'

export const emptyPins: PinFields = { oldPin: '', newPin: '', again: '' }

const isPin = (text: string): boolean => /^\d{4,8}$/.test(text)

export const faultOf = ({ oldPin, newPin, again }: PinFields): PinFault | null => {
  if (!isPin(oldPin)) return 'old'
  if (!isPin(newPin)) return 'new'
  if (newPin === oldPin) return 'same'
  return newPin === again ? null : 'again'
}
