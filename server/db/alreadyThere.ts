/**
 * What was to be new is there already, perhaps since this very moment. Thrown out of a transaction, so that nothing of it stays; whoever asked says so
 * to the person. The statement itself tells: two that look first and write afterwards both see nothing.
 */
export class AlreadyThere extends Error {
  constructor(readonly code: string) {
    super(`there is one of this code already: ${code}`)
  }
}

/** Null in the place of what was written, where something new was there already. */
export const unlessThere = async <Value>(writing: Promise<Value>): Promise<Value | null> => {
  try {
    return await writing
  } catch (error) {
    if (error instanceof AlreadyThere) return null
    throw error
  }
}
