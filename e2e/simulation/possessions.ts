/** One seat that somebody was told to have. */
export interface Possession {
  readonly thing: string
  readonly who: string
  /** When they had been told, in milliseconds of this machine, whose clock is the database's too. */
  readonly told: number
  /** From then on somebody else may have it: what ends it was said, or is due. */
  until: number
}

/** What each was told to have, and for how long nobody else can have been given it. Knows nothing of the hub but its answers. */
export class Possessions {
  private readonly all: Possession[] = []

  take(thing: string, who: string, told: number, until = Number.POSITIVE_INFINITY): Possession {
    const taken: Possession = { thing, who, told, until }
    this.all.push(taken)
    return taken
  }

  get count(): number {
    return this.all.length
  }

  /** Which two had one thing at one moment. */
  doubled(): string[] {
    const byThing = new Map<string, Possession[]>()
    for (const one of this.all) byThing.set(one.thing, [...(byThing.get(one.thing) ?? []), one])
    return [...byThing.values()].flatMap((those) =>
      those.flatMap((one, place) =>
        those
          .slice(place + 1)
          .filter((other) => Math.max(one.told, other.told) < Math.min(one.until, other.until))
          .map((other) => `${one.thing} was had by ${described(one)} and by ${described(other)}`),
      ),
    )
  }
}

const described = ({ who, told, until }: Possession): string => `${who} from ${told} until ${until}`

/** Ends what somebody may lose from a moment on, unless it ended before. */
export const letGo = (possession: Possession, from: number): void => {
  possession.until = Math.min(possession.until, from)
}
