/** Under which what is not used any more is asked for. */
export const outOfUseKey = ['outOfUse'] as const
