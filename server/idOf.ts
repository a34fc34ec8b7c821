import { v5 } from 'uuid'

const namespace = '5b1f6f5e-3a43-4c3f-9a10-2d6f0f2a9f11'

/** An id that follows from names, so that whoever makes it again makes the same. */
export const idOf = (...names: readonly (string | number)[]): string => v5(JSON.stringify(names), namespace)
