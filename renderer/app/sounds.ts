/** The two sounds of the counter: a tick for what was taken, a low double for what was refused. */
export interface Sounds {
  tick(): void
  refuse(): void
}

interface Tone {
  readonly hertz: number
  readonly from: number
  readonly seconds: number
}

const tickTones: readonly Tone[] = [{ hertz: 1320, from: 0, seconds: 0.05 }]
const refuseTones: readonly Tone[] = [
  { hertz: 196, from: 0, seconds: 0.12 },
  { hertz: 165, from: 0.18, seconds: 0.16 },
]

const play = (context: AudioContext, tones: readonly Tone[]): void => {
  for (const { hertz, from, seconds } of tones) {
    const start = context.currentTime + from
    const oscillator = context.createOscillator()
    const gain = context.createGain()
    oscillator.frequency.value = hertz
    // A ramp at both ends, or the speaker clicks.
    gain.gain.setValueAtTime(0, start)
    gain.gain.linearRampToValueAtTime(0.18, start + 0.005)
    gain.gain.exponentialRampToValueAtTime(0.001, start + seconds)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(start)
    oscillator.stop(start + seconds + 0.02)
  }
}

/** Sounds made by the browser itself; nothing is loaded. Silent where there is no audio, and while `isOn` says so. */
export const createSounds = (isOn: () => boolean): Sounds => {
  let context: AudioContext | null = null
  const sound = (tones: readonly Tone[]) => (): void => {
    if (!isOn() || typeof AudioContext === 'undefined') return
    // Made at the first sound: browsers refuse audio before the first touch of the page.
    context ??= new AudioContext()
    play(context, tones)
  }
  return { tick: sound(tickTones), refuse: sound(refuseTones) }
}
