import { useMemo } from 'react'
import { barcodeOf } from './barcode.ts'

export interface BarcodePictureProps {
  readonly text: string
  readonly label: string
  readonly className?: string | undefined
}

/** A picture that every scanner reads. Always dark on white, whatever the theme: scanners know no other. */
export const BarcodePicture = ({ text, label, className }: BarcodePictureProps) => {
  const { width, path } = useMemo(() => barcodeOf(text), [text])
  return (
    <svg
      className={className}
      viewBox={`0 0 ${width} 1`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={width} height={1} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}
