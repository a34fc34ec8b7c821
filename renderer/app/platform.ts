/**
 * What differs between the desktop app and a browser; everything else of the terminal is the same in both.
 * Electron's preload puts an implementation at `window.holdfast`; without it, the browser's is used.
 */
export interface Platform {
  readonly kind: 'electron' | 'browser'
  /** False for a browser on a plain http address: what is open goes on without a network, but cannot be opened again. */
  readonly opensOffline: boolean
  /** The hub's address, without a slash at its end; null until one is chosen (a browser's is where the page came from). */
  hubUrl(): Promise<string | null>
  setHubUrl(url: string): Promise<void>
  /** Runs the shop's hub on this machine, and chooses it. Only the desktop app can. */
  runHubHere?(): Promise<void>
  /** Small secrets: the terminal's token. Encrypted by the operating system where it can be. */
  readSecret(name: string): Promise<string | null>
  writeSecret(name: string, value: string | null): Promise<void>
  /** Appends one line to a journal of commands outside the browser's storage; a browser has none. */
  journal(line: string): Promise<void>
  /** Prints this HTML page (a receipt). */
  print(html: string): Promise<void>
  saveFile(name: string, content: string | Uint8Array): Promise<void>
  /** Called when the machine woke from sleep or the network came back; gives a way to stop listening. */
  onWake(listener: () => void): () => void
  /** Tells the shell how many commands are unsent, so that it does not update or quit over them. */
  setUnsent(count: number): Promise<void>
}
