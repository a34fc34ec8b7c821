import type { Role } from '../../shared/protocol/roles.ts'

/** Somebody who works in the shop, or did. */
export interface ShopPerson {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly active: boolean
}

export interface WrittenPerson extends ShopPerson {
  readonly isNew: boolean
  /** A new one; left out, the PIN stays as it is. */
  readonly pin?: string
}

/** `taken`: there is somebody of this id by now; `gone`: there is nobody of it any more; `beyond_role`: who asks may not; `oneself`: nobody does this to themselves. */
export type PersonSaved = 'saved' | 'taken' | 'gone' | 'beyond_role' | 'oneself'

/** `wrong`: the old PIN is not theirs; `wait`: too many were not. */
export type PinChanged =
  | { readonly became: 'changed' | 'wrong' }
  | { readonly became: 'wait'; readonly waitSeconds: number }

/** What anybody asks of the hub about themselves. */
export interface OwnQuestions {
  changePin(pins: { readonly oldPin: string; readonly newPin: string }): Promise<PinChanged>
}

/** What is asked of the hub about who works in the shop. A manager's. */
export interface PeopleQuestions {
  /** Those who do not work here any more too. */
  people(): Promise<readonly ShopPerson[]>
  savePerson(person: WrittenPerson): Promise<PersonSaved>
}

export interface WrittenLocation {
  readonly code: string
  readonly isNew: boolean
  readonly name: string
  readonly timeZone: string
}

/** What an owner says of the places where the shop has goods. */
export interface LocationQuestions {
  /** Makes or changes one as a whole. @returns false if a new one's code is another's by now */
  saveLocation(location: WrittenLocation): Promise<boolean>
}
