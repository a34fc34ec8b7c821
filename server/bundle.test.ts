import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { bundleHub, hubArguments } from './bundle.ts'

const project = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'hf-bundle-')))
const write = (name: string, text: string): void => {
  mkdirSync(path.dirname(path.join(project, name)), { recursive: true })
  writeFileSync(path.join(project, name), text)
}
const run = (): string => execFileSync(process.execPath, hubArguments, { cwd: project, encoding: 'utf8' })

/** A file of this project, not of the one that is made here. */
const told = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')

const word = (said: string): string => `export const word: string = '${said}'\n`
write('package.json', '{ "type": "module" }')
write('package-lock.json', '{}')
write('shared/word.ts', word('one'))
write('server/db/beside.txt', 'found')
write(
  'server/db/read.ts',
  "import { readFileSync } from 'node:fs'\nexport const beside = readFileSync(new URL('beside.txt', import.meta.url), 'utf8')\n",
)
write(
  'server/main.ts',
  [
    "import { word } from '../shared/word.ts'",
    "import { beside } from './db/read.ts'",
    'interface Told { readonly line: string }',
    "const told: Told = { line: new Error('where').stack?.split('\\n')[1] ?? '' }",
    'console.log(word, beside, told.line)',
  ].join('\n'),
)
afterAll(() => rmSync(project, { recursive: true, force: true }))

describe('the hub as one file', () => {
  it('runs without its sources being compiled, finds what lies beside them, and names them in a stack', async () => {
    expect(await bundleHub(project)).toBe(true)
    expect(run()).toMatch(/^one found .*server[\\/]main\.ts:4:/)
  })

  it('is built anew for whatever became of a source, and for nothing else', async () => {
    expect(await bundleHub(project)).toBe(false)
    write('README.md', 'not a source')
    write('server/main.test.ts', 'nor this')
    expect(await bundleHub(project)).toBe(false)

    write('shared/word.ts', word('two'))
    expect(await bundleHub(project)).toBe(true)
    expect(run()).toMatch(/^two /)

    // As after a copy that keeps times: another text of the same length, and older than the bundle.
    write('shared/word.ts', word('six'))
    utimesSync(path.join(project, 'shared/word.ts'), 1, 1)
    expect(await bundleHub(project)).toBe(true)
    expect(run()).toMatch(/^six /)

    write('server/unused.ts', word('new'))
    expect(await bundleHub(project)).toBe(true)
    rmSync(path.join(project, 'server/unused.ts'))
    expect(await bundleHub(project)).toBe(true)
    expect(await bundleHub(project)).toBe(false)
  })

  it('is whole for whoever starts it, however many build it at once', async () => {
    write('shared/word.ts', word('many'))
    expect(await Promise.all([bundleHub(project), bundleHub(project), bundleHub(project)])).toContain(true)
    expect(run()).toMatch(/^many /)
  })

  it('every place that starts a hub calls Node alike', () => {
    expect(told('package.json')).toContain(`node ${hubArguments.join(' ')}"`)
    expect(told('README.md')).toContain(`node ${hubArguments.join(' ')}\``)
    expect(told('server/deploy/Dockerfile')).toContain(hubArguments.map((each) => `"${each}"`).join(', '))
    // What is measured in the benchmark's own process is a hub's part.
    expect(told('package.json')).toContain(`node ${hubArguments[1]} --import tsx e2e/load/bench.ts`)
    expect(told('electron/start.ts')).toContain(hubArguments.map((each) => `'${each}'`).join(', '))
  })
})
