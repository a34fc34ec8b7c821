/** Under which the board is kept until it is asked anew. */
export const boardKey = ['channel board'] as const
