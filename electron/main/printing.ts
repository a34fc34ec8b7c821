import type { BrowserWindow, WebContentsPrintOptions } from 'electron'

/**
 * Prints a receipt from a window that is never shown and goes when it is done. To the default printer without a word where there is one, else the
 * system asks.
 */
export const createPrinter =
  (open: () => BrowserWindow) =>
  async (html: string): Promise<void> => {
    const window = open()
    try {
      window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
      await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(html)}`)
      const printers = await window.webContents.getPrintersAsync()
      await print(window, { silent: printers.length > 0, printBackground: true, margins: { marginType: 'none' } })
    } finally {
      window.destroy()
    }
  }

/** A print that the person cancelled is no fault. */
const print = (window: BrowserWindow, options: WebContentsPrintOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    window.webContents.print(options, (done, reason) => {
      if (done || reason === 'Print job canceled' || reason === 'cancelled') resolve()
      else reject(new Error(`the receipt could not be printed: ${reason}`))
    })
  })
