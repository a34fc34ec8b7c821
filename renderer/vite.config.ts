import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

const here = fileURLToPath(new URL('.', import.meta.url))

/** The web terminal: what the hub serves at its root, and what opens offline after its first visit. */
export default defineConfig({
  root: here,
  base: './',
  build: {
    outDir: `${here}dist`,
    emptyOutDir: true,
    target: 'es2023',
    // Fonts stay files, since the content security policy allows no data: fonts.
    assetsInlineLimit: 0,
    // The terminal, and the pages for customers: where they choose their seats, and where they pay.
    rolldownOptions: {
      input: { terminal: `${here}index.html`, seats: `${here}seats.html`, checkout: `${here}checkout.html` },
    },
  },
  plugins: [
    react(),
    VitePWA({
      // The hub may be updated while a sale is open: the new version comes with the next start, never in between.
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        name: 'Holdfast',
        short_name: 'Holdfast',
        description: 'The terminal of the shop',
        lang: 'vi',
        display: 'standalone',
        start_url: './',
        theme_color: '#0b6b66',
        background_color: '#f6f4f0',
        icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,woff2,svg}'],
        // Customers’ pages: never shown offline, nor by the terminal.
        globIgnores: ['seats.html', 'checkout.html', 'assets/seats-*', 'assets/checkout-*'],
        navigateFallback: 'index.html',
        // What the hub answers is never taken from a cache.
        navigateFallbackDenylist: [/^\/(?:trpc|v1|public|events|checkout|healthz|readyz|metrics)/],
        cleanupOutdatedCaches: true,
      },
    }),
  ],
})
