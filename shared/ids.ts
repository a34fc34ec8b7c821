/** Ids are UUIDs in their canonical lower-case form. They are made outside the rules (version 7: their order is the order of their making). */
const canonicalUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const isUuid = (text: string): boolean => canonicalUuid.test(text)
