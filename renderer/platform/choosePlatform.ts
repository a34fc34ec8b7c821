import type { Platform } from '../app/platform.ts'
import { browserPlatform } from './browserPlatform.ts'

declare global {
  interface Window {
    /** Put there by Electron's preload. */
    readonly holdfast?: Platform
  }
}

/** The desktop's shell where there is one, else the browser. Nothing else in the terminal asks which it is. */
export const choosePlatform = (): Platform => window.holdfast ?? browserPlatform()
