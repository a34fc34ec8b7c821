/** Somebody for whom things are held, as far as they said who they are. */
export interface Named {
  readonly phone?: string | undefined
  readonly email?: string | undefined
}

/** A number as it is dialled from abroad. One that begins with a single 0 is taken as Vietnamese. */
const dialled = (phone: string): string => {
  const digits = phone.replace(/\D/g, '')
  if (phone.trim().startsWith('+')) return digits
  if (digits.startsWith('00')) return digits.slice(2)
  return digits.startsWith('0') ? `84${digits.slice(1)}` : digits
}

/** By what a customer is told from others (SPEC V4): their phone, their e-mail, or both, each however it was written. Empty for somebody unnamed. */
export const customerKeys = (customer: Named | null | undefined): string[] => {
  const phone = dialled(customer?.phone ?? '')
  const email = (customer?.email ?? '').trim().toLowerCase()
  return [...(phone === '' ? [] : [`phone:${phone}`]), ...(email === '' ? [] : [`email:${email}`])]
}
