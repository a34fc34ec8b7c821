import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'

const project = fileURLToPath(new URL('..', import.meta.url))
const dist = path.join(project, 'electron', 'dist')
const environment = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: path.join(os.tmpdir(), 'no-electron-here') }

beforeAll(() => {
  execFileSync(process.execPath, ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'error'], {
    cwd: project,
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}, 120_000)

describe('the built desktop app', () => {
  it('has a preload that the sandbox takes: CommonJS, and nothing required but electron', () => {
    const preload = readFileSync(path.join(dist, 'preload', 'preload.cjs'), 'utf8')
    expect([...preload.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, name]) => name)).toEqual(['electron'])
  })

  it('carries the hub with its migrations', () => {
    expect(readFileSync(path.join(dist, 'main', 'hub.js'), 'utf8')).toContain('holdfast_arbiter_batch')
    expect(readFileSync(path.join(dist, 'main', 'migrations', '001.do.spine.sql'), 'utf8')).toContain(
      'create table holds',
    )
  })

  /**
   * CSP_GLOBAL_CHECK: the scan looks for a policy in files; ours comes with the page's answer (`main/policy.ts`, held by `border.test.ts`).
   * PRELOAD_JS_CHECK asks a person to read the preload; it shows eleven functions and nothing of Electron (`preload.test.ts`).
   */
  const explained = ['CSP_GLOBAL_CHECK', 'PRELOAD_JS_CHECK']

  it('passes the scan of electronegativity', { timeout: 120_000 }, () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'hf-scan-'))
    try {
      for (const file of ['main/main.js', 'preload/preload.cjs'])
        copyFileSync(path.join(dist, file), path.join(folder, path.basename(file)))
      copyFileSync(path.join(project, 'package.json'), path.join(folder, 'package.json'))
      const report = path.join(folder, 'report.csv')
      const hook = path.join(project, 'e2e', 'support', 'electronegativityHook.cjs')
      execFileSync(
        process.execPath,
        ['--require', hook, 'node_modules/.bin/electronegativity', '-i', folder, '-o', report],
        { cwd: project, stdio: 'ignore' },
      )
      const findings = readFileSync(report, 'utf8')
        .split('\n')
        .slice(1)
        .filter((line) => /^[A-Z][A-Z0-9_]*_CHECK,/.test(line))
      // An empty report would mean that nothing was scanned.
      expect(findings.some((line) => line.startsWith('PRELOAD_JS_CHECK'))).toBe(true)
      expect(findings.filter((line) => !explained.some((check) => line.startsWith(check)))).toEqual([])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
