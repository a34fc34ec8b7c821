import { Machine } from './machine.ts'
import type { ManualTimers } from './manualTimers.ts'
import type { ScriptedHub } from './scriptedHub.ts'

/** A machine at the hub for tests, with a clock that the test moves. */
export class TestTerminal extends Machine {
  private constructor(hub: ScriptedHub, timers: ManualTimers, name: string, isPlain: boolean) {
    super({
      name,
      timers,
      isPlain,
      pin: '1234',
      hub: (machine) => hub.for(machine.name, (actor) => (actor === 'mai' ? 'manager' : 'staff')),
    })
  }

  /**
   * A machine that has been paired, with its first copy made and Lan signed in.
   * @param isPlain true for all but the first of a test: see `plainReplica`
   */
  static async paired(hub: ScriptedHub, timers: ManualTimers, name: string, isPlain = false): Promise<TestTerminal> {
    const one = new TestTerminal(hub, timers, name, isPlain)
    await one.start()
    await one.terminal.pair('good', one.name)
    await timers.until(() => one.terminal.phase.get().name === 'signed_out')
    await one.terminal.signIn('lan', '1234')
    return one
  }
}
