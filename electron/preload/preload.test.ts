import { expect, it, vi } from 'vitest'

const electron = vi.hoisted(() => ({
  contextBridge: { exposeInMainWorld: vi.fn() },
  ipcRenderer: { invoke: vi.fn(), on: vi.fn(), removeListener: vi.fn() },
}))
vi.mock('electron', () => electron)

it('shows the page one object with the platform’s functions, and never Electron itself', async () => {
  await import('./preload.ts')
  expect(electron.contextBridge.exposeInMainWorld).toHaveBeenCalledOnce()
  const [name, platform] = electron.contextBridge.exposeInMainWorld.mock.calls[0] ?? []
  expect(name).toBe('holdfast')
  expect(Object.keys(platform).toSorted()).toEqual(
    [
      'hubUrl',
      'journal',
      'kind',
      'onWake',
      'opensOffline',
      'print',
      'readSecret',
      'runHubHere',
      'saveFile',
      'setHubUrl',
      'setUnsent',
      'writeSecret',
    ].toSorted(),
  )

  electron.ipcRenderer.invoke.mockResolvedValueOnce('http://192.0.2.7:4070')
  expect(await platform.hubUrl()).toBe('app://holdfast')
  electron.ipcRenderer.invoke.mockResolvedValueOnce(null)
  expect(await platform.hubUrl()).toBeNull()

  const listener = vi.fn()
  const stop = platform.onWake(listener)
  const [channel, heard] = electron.ipcRenderer.on.mock.calls[0] ?? []
  expect(channel).toBe('wake')
  // The event itself has Electron's sender in it, and is not passed on.
  heard({ sender: 'electron' })
  expect(listener).toHaveBeenCalledWith()
  stop()
  expect(electron.ipcRenderer.removeListener).toHaveBeenCalledWith('wake', heard)
})
