import { useMemo } from 'react'
import { encode } from 'uqr'

export interface QrPictureProps {
  readonly text: string
  readonly label: string
  readonly className?: string | undefined
}

/** A picture that a camera reads. Always dark on white, whatever the theme: that is what cameras and banks' apps know. */
export const QrPicture = ({ text, label, className }: QrPictureProps) => {
  const { size, path } = useMemo(() => {
    const { data, size: side } = encode(text, { ecc: 'M', border: 2 })
    const dots = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    return { size: side, path: dots.join('') }
  }, [text])
  return (
    <svg
      className={className}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      data-text={text}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}
