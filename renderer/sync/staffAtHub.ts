import type { HubSession } from '../app/terminal.ts'
import { type Hub, kindOf } from './hub.ts'
import { Cell } from './live.ts'
import type { SessionStore } from './signIn.ts'

/**
 * Signs the person in at the hub too, for what only the hub can do. That happens behind the person's back, once there is a
 * network; until then the PIN is kept in memory, and nowhere else.
 */
export class StaffAtHub {
  readonly state = new Cell<HubSession>('none')
  private wanted: { readonly staff: string; readonly pin: string } | null = null
  private tokenNow: string | null
  private readonly hub: Hub
  private readonly session: SessionStore

  constructor(hub: Hub, session: SessionStore) {
    this.hub = hub
    this.session = session
    this.tokenNow = session.read()
    if (this.tokenNow !== null) this.state.set('signed_in')
  }

  token(): string | null {
    return this.tokenNow
  }

  signIn(staff: string, pin: string): void {
    this.keep(null, 'waiting')
    this.wanted = { staff, pin }
    void this.tryNow()
  }

  signOut(): void {
    this.wanted = null
    this.keep(null, 'none')
  }

  /** There is a network (again). */
  async tryNow(): Promise<void> {
    const { wanted } = this
    if (wanted === null) return
    try {
      const { token } = await this.hub.signIn(wanted.staff, wanted.pin)
      if (this.wanted !== wanted) return
      this.wanted = null
      this.keep(token, 'signed_in')
    } catch (error) {
      if (kindOf(error) === 'unreachable' || this.wanted !== wanted) return
      this.wanted = null
      this.keep(null, 'refused')
    }
  }

  private keep(token: string | null, state: HubSession): void {
    this.tokenNow = token
    this.session.write(token)
    this.state.set(state)
  }
}
