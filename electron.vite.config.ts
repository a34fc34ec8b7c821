import { cpSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const project = fileURLToPath(new URL('.', import.meta.url))

/** The hub reads its migrations and the demo's items from beside its program. */
const hubFiles: Plugin = {
  name: 'hub-files',
  closeBundle: () => {
    cpSync(`${project}server/db/migrations`, `${project}electron/dist/main/migrations`, { recursive: true })
    cpSync(`${project}server/demo/items.csv`, `${project}electron/dist/main/items.csv`)
  },
}

/** The desktop app. The page itself is the web terminal's build (`renderer/vite.config.ts`), served under `app://`. */
export default defineConfig({
  main: {
    plugins: [hubFiles],
    build: {
      outDir: 'electron/dist/main',
      rollupOptions: {
        input: { main: 'electron/main/main.ts', hub: 'server/main.ts' },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'electron/dist/preload',
      // The sandboxed preload may require nothing but electron: its dependencies are in the file.
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: 'electron/preload/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', inlineDynamicImports: true },
      },
    },
  },
})
