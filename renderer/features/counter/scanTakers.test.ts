import { expect, it } from 'vitest'
import { createScanTakers } from './scanTakers.ts'

it('gives scans to who asked last, and back to who asked before once that one has gone, in whatever order they go', () => {
  const takers = createScanTakers()
  const heard: string[] = []
  const scan = (code: string) => takers.present()?.(code)
  const leaveScreen = takers.take((code) => heard.push(`screen ${code}`))
  const leaveDialog = takers.take((code) => heard.push(`dialog ${code}`))
  scan('1')
  leaveDialog()
  scan('2')
  const leaveOther = takers.take((code) => heard.push(`other ${code}`))
  leaveScreen()
  scan('3')
  leaveOther()
  expect(takers.present()).toBeNull()
  expect(heard).toEqual(['dialog 1', 'screen 2', 'other 3'])
})
