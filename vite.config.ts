import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/**
 * The pages kept on the device, so that they open without a server (docs/decisions/0050). Only the built app: no answer
 * of the server ever goes into the worker's cache. A newer version waits until somebody asks for it (src/ui/renewal.ts).
 */
const kept = VitePWA({
  strategies: 'generateSW',
  injectRegister: false,
  registerType: 'prompt',
  filename: 'sw.js',
  manifestFilename: 'waymark.webmanifest',
  manifest: {
    id: '/',
    name: 'Waymark',
    short_name: 'Waymark',
    description: 'The open clinic system for ketamine therapy',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#f6f4f1',
    theme_color: '#f6f4f1',
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'maskable' },
    ],
  },
  workbox: {
    globPatterns: ['**/*.{js,css,html,svg,woff2,webmanifest}'],
    navigateFallback: '/index.html',
    navigateFallbackDenylist: [/^\/api(\/|$)/, /^\/(intake|check)$/],
    cleanupOutdatedCaches: true,
    clientsClaim: true,
    skipWaiting: false,
    // A file whose name holds its hash is never changed; only the others need a revision of their own.
    dontCacheBustURLsMatching: /^assets\//,
    maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
    sourcemap: false,
  },
})

/** The web app, built into dist/web and served from there. While developing, /api goes to a running Waymark. */
export default defineConfig({
  plugins: [react(), kept],
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2024',
    // The page's policy allows no inline or data: content but images; every asset stays a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Two programs: the clinic's screens, and the few pages that patients see (docs/decisions/0067).
    rolldownOptions: { input: { index: 'index.html', intake: 'intake.html' } },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: process.env.WAYMARK_API ?? 'http://127.0.0.1:3000' } } },
})
