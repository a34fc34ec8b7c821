/** What people are in a shop; each may do all that those before it may. */
export const roles = ['staff', 'host', 'manager', 'admin'] as const
export type Role = (typeof roles)[number]

/** True if `role` may do what `least` is enough for. */
export const mayAct = (role: Role, least: Role): boolean => roles.indexOf(role) >= roles.indexOf(least)

/** The roles that somebody of this role may give to others, and whose people they may change: an admin all, a manager those below their own. */
export const rolesGivenBy = (role: Role): readonly Role[] => {
  if (role === 'admin') return roles
  return role === 'manager' ? roles.filter((each) => !mayAct(each, role)) : []
}
