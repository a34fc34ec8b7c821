import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { en } from './en/index.ts'
import { vi } from './vi/index.ts'

/** All texts of a language by their key; forms of number count as one key, for each language has its own. */
const textsOf = (words: object, prefix = ''): Map<string, string[]> => {
  const texts = new Map<string, string[]>()
  for (const [key, value] of Object.entries(words)) {
    const name = `${prefix}${key}`
    if (typeof value === 'string') {
      const base = name.replace(/_(?:zero|one|other)$/, '')
      texts.set(base, [...(texts.get(base) ?? []), value])
    } else for (const [inner, found] of textsOf(value, `${name}.`)) texts.set(inner, found)
  }
  return texts
}

const variablesOf = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').toSorted()
const uses = (texts: Map<string, string[]>, key: string) => [...new Set((texts.get(key) ?? []).flatMap(variablesOf))]
const [english, vietnamese] = [textsOf(en), textsOf(vi)]

/** All that is written in the terminal but the words themselves and tests. */
const sources = (): string => {
  const root = fileURLToPath(new URL('..', import.meta.url))
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^dist\b|^i18n.(?:en|vi)\b/.test(file))
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n')
}

const filledIn = String.raw`\$\{(?:[^{}]|\{[^{}]*\})*\}`

/** Tells whether a key is written somewhere, whole or as a template that may give it. */
const usedIn = (text: string): ((key: string) => boolean) => {
  const whole = new Set([...text.matchAll(/['"`](\w[\w.]*)['"`]/g)].map((match) => match[1]))
  const templates = text.matchAll(new RegExp(`\`(\\w+\\.[\\w.]*(?:${filledIn}[\\w.]*)+)\``, 'g'))
  const patterns = [...new Set([...templates].map((match) => match[1] ?? ''))].map((template) =>
    template
      .split(new RegExp(filledIn))
      .map((part) => part.replaceAll('.', '\\.'))
      .join('.+'),
  )
  const any = new RegExp(`^(?:${patterns.join('|')})$`)
  return (key) => whole.has(key) || any.test(key)
}

describe('words', () => {
  it('are all used: what nothing shows any more is not translated for ever', () => {
    const isUsed = usedIn(sources())
    expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([])
    expect(isUsed('counter.nobodySaysThis')).toBe(false)
  })

  it('are there in both languages for every key', () => {
    expect([...vietnamese.keys()].toSorted()).toEqual([...english.keys()].toSorted())
    expect(english.size).toBeGreaterThan(200)
  })

  it('say the same things: both languages use the same figures and names', () => {
    for (const key of english.keys()) expect([key, uses(vietnamese, key)]).toEqual([key, uses(english, key)])
  })

  it('are never empty, never shout, and never show a code', () => {
    for (const [key, texts] of [...english, ...vietnamese])
      for (const text of texts) {
        expect([key, text.trim() === text && text !== '']).toEqual([key, true])
        expect([key, /[!！]|[a-z]_[a-z]/.test(text.replace(/\{\{\w+\}\}/g, ''))]).toEqual([key, false])
      }
  })

  it('are composed letters, so that search and print find them', () => {
    for (const texts of vietnamese.values()) for (const text of texts) expect(text).toBe(text.normalize('NFC'))
  })
})
