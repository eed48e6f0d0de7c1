import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A process of its own for each file: native addons (SQLite, ONNX, usearch) do not share threads well.
    pool: 'forks',
    // All cores: by default one of two would be left idle.
    maxWorkers: '100%',
    setupFiles: ['test/setup.ts'],
    testTimeout: 30_000,
    env: { FIELDMAP_LIBRARY: '/nonexistent/use-a-temporary-folder' },
  },
});
