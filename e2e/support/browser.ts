import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { z } from 'zod'
import { keptFolder } from './testRoom.ts'

/** A real Chromium on this machine, and what its process needs in its environment. */
export interface BrowserProgram {
  readonly executablePath: string
  readonly env: Readonly<Record<string, string>>
}

/** Works as root and without a network: without the last ones Chromium asks for updates and the like at every start. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const systemPrograms = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/**
 * Finds a Chromium: the one named by CHROMIUM_PATH, the system's, Playwright's own, and at last the one that comes as an npm package, which is
 * unpacked once.
 * @throws Error with what was tried
 */
export const findBrowser = async (): Promise<BrowserProgram> => {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which is not there`)
    return { executablePath: named, env: {} }
  }
  const found = [...systemPrograms, chromium.executablePath()].find((program) => existsSync(program))
  return found === undefined ? unpackBrowser() : { executablePath: found, env: {} }
}

const packageSchema = z.object({ version: z.string() })

/**
 * The Chromium of @sparticuz/chromium needs no package of the system. It unpacks to the temporary folder and takes what lies there, whatever its
 * version: hence a folder per version. Call it once before tests run in parallel; two that unpack at once spoil each other's file.
 */
const unpackBrowser = async (): Promise<BrowserProgram> => {
  if (process.platform !== 'linux') throw new Error('no Chromium was found: install one, or name it by CHROMIUM_PATH')
  const home = path.resolve(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../..')
  const { version } = packageSchema.parse(JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')))
  const folder = path.join(
    process.env[keptFolder] ?? os.tmpdir(),
    `holdfast-chromium-${version}-${process.getuid?.() ?? 0}`,
  )
  mkdirSync(folder, { recursive: true })
  const before = { ...process.env }
  try {
    process.env['TMPDIR'] = folder
    // Makes the package unpack the libraries too that it leaves to the system elsewhere.
    process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs22.x'
    const { default: packed } = await import('@sparticuz/chromium')
    const executablePath = await packed.executablePath()
    return { executablePath, env: { LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib') } }
  } finally {
    for (const name of ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH']) {
      const value = before[name]
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}
