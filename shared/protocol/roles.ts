/** What people are in a shop; each may do all that those before it may. */
export const roles = ['staff', 'host', 'manager', 'admin'] as const
export type Role = (typeof roles)[number]

/** True if `role` may do what `least` is enough for. */
export const mayAct = (role: Role, least: Role): boolean => roles.indexOf(role) >= roles.indexOf(least)
