import { freeCode } from '../../../../shared/codes.ts'
import { type Role, rolesGivenBy } from '../../../../shared/protocol/roles.ts'
import { foldForSearch } from '../../../../shared/text.ts'
import type { Person } from '../../../app/terminal.ts'
import type { ShopPerson, WrittenPerson } from '../../../app/people.ts'

/** Somebody as they are typed. */
export interface PersonFields {
  readonly name: string
  readonly role: Role
  readonly pin: string
}
export type PersonFault = 'name' | 'pin'

export const fieldsOf = (person: ShopPerson | null): PersonFields => ({
  name: person?.name ?? '',
  role: person?.role ?? 'staff',
  pin: '',
})

/** The roles that somebody may give here, the least first; of oneself only the one that one has. */
export const rolesFor = (me: Person, person: ShopPerson | null): readonly Role[] =>
  person?.id === me.id ? [me.role] : rolesGivenBy(me.role)

/** Whether somebody may be changed by who is signed in. */
export const mayChange = (me: Person, person: ShopPerson): boolean =>
  person.id === me.id || rolesGivenBy(me.role).includes(person.role)

/** Somebody else of the same name, who would be taken for them at sign-in; or who comes back, and is there already. */
export const namesakeOf = (
  name: string,
  known: ShopPerson | null,
  people: readonly ShopPerson[],
): ShopPerson | null => {
  const wanted = foldForSearch(name.trim())
  return people.find((each) => each.id !== known?.id && foldForSearch(each.name) === wanted) ?? null
}

/** An id that nobody has, made of a name: people at the counter never see it. */
export const freeId = (name: string, people: readonly ShopPerson[]): string =>
  freeCode(
    name,
    people.map(({ id }) => id),
    'nv',
  )

export type ReadPerson =
  | { readonly ok: true; readonly person: WrittenPerson }
  | { readonly ok: false; readonly wrong: readonly PersonFault[] }

/** What was typed, as the hub takes it, or what of it does not fit. Without a PIN the one that somebody has stays. */
export const readPerson = (
  { name, role, pin }: PersonFields,
  known: ShopPerson | null,
  people: readonly ShopPerson[],
): ReadPerson => {
  const trimmed = name.trim()
  const isNamed = trimmed.length >= 1 && trimmed.length <= 100
  const hasPin = /^\d{4,8}$/.test(pin)
  const isPinRight = hasPin || (known !== null && pin === '')
  if (!isNamed || !isPinRight)
    return { ok: false, wrong: [...(isNamed ? [] : ['name' as const]), ...(isPinRight ? [] : ['pin' as const])] }
  return {
    ok: true,
    person: {
      id: known?.id ?? freeId(trimmed, people),
      isNew: known === null,
      ...{ name: trimmed, role, active: known?.active ?? true },
      ...(hasPin ? { pin } : {}),
    },
  }
}
