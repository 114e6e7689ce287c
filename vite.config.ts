import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The web app, built into dist/web and served from there. While developing, /api goes to a running Waymark. */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2024',
    // The page's policy allows no inline or data: content but images; every asset stays a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: process.env.WAYMARK_API ?? 'http://127.0.0.1:3000' } } },
})
