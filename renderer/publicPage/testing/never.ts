/** Stands for what a test's subject has no reason to call. */
export const never = (): never => {
  throw new Error('not part of this')
}
