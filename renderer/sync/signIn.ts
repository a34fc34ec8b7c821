import { z } from 'zod'
import { roles } from '../../shared/protocol/roles.ts'
import type { DocumentOf } from '../../shared/protocol/feed.ts'
import type { Clock, Person, SignInAnswer } from '../app/terminal.ts'
import { Cell } from './live.ts'
import type { Note } from './notes.ts'

/** Wrong PINs that cost nothing: fingers slip. */
const freeTries = 2
const firstDelaySeconds = 5
const longestDelaySeconds = 600

/** How long a person must wait after this many wrong PINs in a row. */
export const delaySeconds = (wrong: number): number =>
  wrong <= freeTries ? 0 : Math.min(longestDelaySeconds, firstDelaySeconds * 2 ** (wrong - freeTries - 1))

/** Who is signed in, kept for as long as the window is open. */
export interface SessionStore {
  read(): string | null
  write(value: string | null): void
}

export interface SignInOptions {
  readonly staff: ReadonlyMap<string, DocumentOf<'staff'>>
  readonly clock: Clock
  readonly wrongPins: Note<Record<string, { count: number; until: number }>>
  readonly session: SessionStore
  /** Checks a PIN against its argon2id hash. */
  readonly verify: (pin: string, hash: string) => Promise<boolean>
}

const personSchema = z.object({ id: z.string(), name: z.string(), role: z.enum(roles) })

const personOf = ({ id, name, role }: Person): Person => ({ id, name, role })

/** The people of this shop, and the one who is signed in. Works without a network: the hashes are in the replica. */
export class SignIn {
  readonly people = new Cell<readonly Person[]>([])
  readonly me: Cell<Person | null>
  /** Who was signed in here and may not be any more, until somebody signs in. */
  readonly letGo = new Cell<Person | null>(null)
  /** One try after the other, so that many at once do not get around the delay. */
  private turn: Promise<unknown> = Promise.resolve()
  private readonly options: SignInOptions

  constructor(options: SignInOptions) {
    this.options = options
    this.me = new Cell(readPerson(options.session))
    this.staffChanged()
  }

  signIn(person: string, pin: string): Promise<SignInAnswer> {
    const attempt = this.turn.then(() => this.attempt(person, pin))
    this.turn = attempt.catch(() => undefined)
    return attempt
  }

  signOut(): void {
    this.enter(null)
  }

  /** The hub sent people anew; whoever is not among them any more is signed out. */
  staffChanged(): void {
    const people = [...this.options.staff.values()].map(personOf)
    this.people.set(people.toSorted((a, b) => a.name.localeCompare(b.name, 'vi')))
    const me = this.me.get()
    if (me === null || people.length === 0) return
    const now = people.find(({ id }) => id === me.id) ?? null
    if (now === null || now.name !== me.name || now.role !== me.role) this.enter(now)
    if (now === null) this.letGo.set(me)
  }

  private async attempt(person: string, pin: string): Promise<SignInAnswer> {
    const { staff, clock, wrongPins, verify } = this.options
    const known = staff.get(person)
    if (known === undefined) return { ok: false, why: 'unknown', waitSeconds: 0 }
    const wrong = wrongPins.get()[person] ?? { count: 0, until: 0 }
    const wait = Math.ceil((wrong.until - clock.now()) / 1000)
    const longest = delaySeconds(wrong.count)
    // The clock was ahead when it was said until when: it counts from now.
    if (wait > longest)
      await wrongPins.set({ ...wrongPins.get(), [person]: { ...wrong, until: clock.now() + longest * 1000 } })
    if (wait > 0) return { ok: false, why: 'wait', waitSeconds: Math.min(wait, longest) }
    if (!(await verify(pin, known.pinHash))) {
      const count = wrong.count + 1
      const waitSeconds = delaySeconds(count)
      await wrongPins.set({ ...wrongPins.get(), [person]: { count, until: clock.now() + waitSeconds * 1000 } })
      return { ok: false, why: 'wrong_pin', waitSeconds }
    }
    if (wrong.count > 0) {
      const { [person]: _forgiven, ...others } = wrongPins.get()
      await wrongPins.set(others)
    }
    this.enter(personOf(known))
    return { ok: true }
  }

  private enter(person: Person | null): void {
    this.options.session.write(person === null ? null : JSON.stringify(person))
    if (person !== null) this.letGo.set(null)
    this.me.set(person)
  }
}

const readPerson = (session: SessionStore): Person | null => {
  const text = session.read()
  if (text === null) return null
  try {
    return personSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    // Not JSON: somebody else wrote it, and nobody is signed in.
    return null
  }
}
