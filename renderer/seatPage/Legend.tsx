import { useEffect, useRef } from 'react'
import { paletteOf } from '../ui/seatMap/palette.ts'
import type { SeatLook } from '../ui/seatMap/seat.ts'
import { drawSeat } from '../ui/seatMap/sprites.ts'
import type { ShownEvent } from './askHub.ts'
import classes from './SeatPage.module.css'
import type { Words } from './words.ts'

const looks = ['free', 'mine', 'held', 'sold', 'blocked'] as const satisfies readonly SeatLook[]
const side = 22

interface SignProps {
  readonly look: SeatLook
  readonly accessible?: boolean
  readonly dark: MediaQueryList
}

/** One seat, drawn as on the map. */
const Sign = ({ look, accessible = false, dark }: SignProps) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const draw = (): void => {
      const ctx = canvas.current?.getContext('2d')
      if (ctx === null || ctx === undefined || canvas.current === null) return
      ctx.setTransform(2, 0, 0, 2, 0, 0)
      ctx.clearRect(0, 0, side, side)
      drawSeat(ctx, side, paletteOf(canvas.current), { look, accessible, color: null })
    }
    draw()
    dark.addEventListener('change', draw)
    return () => dark.removeEventListener('change', draw)
  }, [look, accessible, dark])
  return <canvas ref={canvas} width={side * 2} height={side * 2} className={classes.sign} aria-hidden />
}

/** What the shapes and the stripes mean. */
export const Legend = ({
  t,
  categories,
  dark,
}: {
  readonly t: Words
  readonly categories: ShownEvent['categories']
  readonly dark: MediaQueryList
}) => (
  <ul className={classes.legend} aria-label={t.legend}>
    {looks.map((look) => (
      <li key={look}>
        <Sign look={look} dark={dark} /> {t.look[look]}
      </li>
    ))}
    <li>
      <Sign look="free" accessible dark={dark} /> {t.accessible}
    </li>
    {categories.map(({ name, color }) => (
      <li key={name}>
        <span className={classes.stripe} style={{ background: color ?? 'transparent' }} aria-hidden /> {name}
      </li>
    ))}
  </ul>
)
