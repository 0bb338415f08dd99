import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds the gateway. */
const gateway = process.env['AVATAR_GATEWAY_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'target/classes/META-INF/resources',
    emptyOutDir: true,
    target: 'es2022',
    // The page is served under a policy that allows neither inline code nor data: addresses.
    assetsInlineLimit: 0,
    // The head's renderer is one piece, and fetched only where a head is shown.
    chunkSizeWarningLimit: 640,
    modulePreload: { polyfill: false },
    license: { fileName: 'licenses.md' },
  },
  server: {
    // The tables of the frame codec are read from where they are published.
    fs: { allow: ['.', '../docs/api'] },
    proxy: { '/api': { target: gateway, ws: true } },
  },
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    onConsoleLog: (log) => !log.includes('Lit is in dev mode'),
  },
});
