/** As much of the browser's `EventSource` as these pages need. */
export interface EventStream {
  readonly readyState: number
  readonly CLOSED: number
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void
  close(): void
}
