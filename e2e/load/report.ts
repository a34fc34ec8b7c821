/** One line of a benchmark's table: what was measured, beside its baseline of the same run. */
export interface Figure {
  readonly what: string
  readonly value: string
  /** Against which baseline, e.g. `SELECT FOR UPDATE`; empty for a baseline itself. */
  readonly against: string
  readonly ratio: number | null
  /** What the ratio has to be, and what it should become: `≥ 10 (aim 20)`. */
  readonly wanted: string
  readonly met: boolean | null
}

export interface Benchmark {
  readonly name: string
  readonly about: string
  run(): Promise<Figure[]>
}

export const perSecond = (rate: number): string => `${Math.round(rate).toLocaleString('en-US')}/s`
export const milliseconds = (time: number): string => `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`

export const baseline = (what: string, value: string): Figure => ({
  what,
  value,
  against: '',
  ratio: null,
  wanted: '',
  met: null,
})

/** A figure that has to be at least `least` times its baseline. */
export const atLeast = (
  what: string,
  value: string,
  against: string,
  ratio: number,
  least: number,
  aim?: number,
): Figure => ({
  ...{ what, value, against, ratio },
  wanted: `≥ ${least}${aim === undefined ? '' : ` (aim ${aim})`}`,
  met: ratio >= least,
})

/** A figure that may be at most `most` times its baseline. */
export const atMost = (what: string, value: string, against: string, ratio: number, most: number): Figure => ({
  ...{ what, value, against, ratio },
  wanted: `≤ ${most}`,
  met: ratio <= most,
})

/** A table in Markdown, fit for the README. */
export const tableOf = (figures: readonly Figure[]): string => {
  const rows = figures.map(({ what, value, against, ratio, wanted, met }) => [
    what,
    value,
    ratio === null ? '' : `${ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(1)} × ${against}`,
    met === null ? wanted : `${wanted} ${met ? '✓' : '✗'}`,
  ])
  const head = ['what', 'measured', 'ratio', 'wanted']
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
