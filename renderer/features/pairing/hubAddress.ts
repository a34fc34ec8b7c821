/** The address as a person types it, made whole; null if it cannot be one. */
export const hubAddress = (typed: string): string | null => {
  const text = typed.trim()
  if (text === '' || /\s/.test(text)) return null
  try {
    return new URL(/^https?:\/\//i.test(text) ? text : `http://${text}`).origin
  } catch {
    return null
  }
}
