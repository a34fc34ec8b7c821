import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { type Line, readLines } from './readLines.ts'

const read = async (text: string | Buffer, chunk = 7): Promise<Line[]> => {
  const bytes = Buffer.from(text)
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, n) =>
    bytes.subarray(n * chunk, (n + 1) * chunk),
  )
  const lines: Line[] = []
  for await (const line of readLines(Readable.from(chunks))) lines.push(line)
  return lines
}

const record = (line: number, ...fields: string[]): Line => ({ type: 'record', line, fields })

test.each([
  ['line feeds', 'a,b\n1,2\n'],
  ['carriage returns and line feeds', 'a,b\r\n1,2\r\n'],
  ['carriage returns', 'a,b\r1,2\r'],
  ['both in one file', 'a,b\r\n1,2\n'],
  ['no end to the last line', 'a,b\r\n1,2'],
  ['a byte order mark', '\ufeffa,b\n1,2\n'],
])('a file with %s', async (_what, text) => {
  expect(await read(text)).toEqual([record(1, 'a', 'b'), record(2, '1', '2')])
})

test('quotes may hold commas, quotes and line ends; lines are those of the file', async () => {
  const text = 'a,b\r\n"x,\r\ny\r\nz","say ""hi"""\r\n\r\n\r\n3,4\r\n'
  expect(await read(text)).toEqual([record(1, 'a', 'b'), record(2, 'x,\ny\nz', 'say "hi"'), record(7, '3', '4')])
})

test('a quote inside a field is a character like any other', async () => {
  expect(await read('a\n5" pipe\n')).toEqual([record(1, 'a'), record(2, '5" pipe')])
})

test('a quote that is never closed is named by the line on which it stands', async () => {
  expect(await read('a,b\n1,2\n\n3,"4\n5,6\n')).toEqual([
    record(1, 'a', 'b'),
    record(2, '1', '2'),
    { type: 'broken', line: 4, message: expect.stringContaining('not closed') },
  ])
})

test('a record of any length costs no memory: it is named and reading stops', async () => {
  const lines = await read(`a\n1\n"${'x\n'.repeat(500_000)}`, 64 * 1024)
  expect(lines).toEqual([record(1, 'a'), record(2, '1'), expect.objectContaining({ type: 'broken', line: 3 })])
})

test('nothing at all has no lines', async () => {
  expect(await read('')).toEqual([])
})
