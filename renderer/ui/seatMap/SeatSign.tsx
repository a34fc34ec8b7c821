import { useEffect, useRef } from 'react'
import { paletteOf } from './palette.ts'
import type { SeatLook } from './seat.ts'
import { drawSeat } from './sprites.ts'

const side = 22

export interface SeatSignProps {
  readonly look: SeatLook
  readonly accessible?: boolean
}

/** One seat, drawn as on the map, in the colours of the theme that the page wore when it came: its key has to name that theme. */
export const SeatSign = ({ look, accessible = false }: SeatSignProps) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const ctx = canvas.current?.getContext('2d')
    if (ctx === null || ctx === undefined || canvas.current === null) return
    ctx.setTransform(2, 0, 0, 2, 0, 0)
    ctx.clearRect(0, 0, side, side)
    drawSeat(ctx, side, paletteOf(canvas.current), { look, accessible, color: null })
  }, [look, accessible])
  return <canvas ref={canvas} width={side * 2} height={side * 2} style={{ width: side, height: side }} aria-hidden />
}
