import { resolve } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { defaultThreads, libraryDir, pulledModelsDir, serverToken } from '../src/config.js';

afterEach(() => void vi.unstubAllEnvs());

it('a variable that is empty is one that is not set', () => {
  vi.stubEnv('HOME', '/home/me');
  vi.stubEnv('FIELDMAP_THREADS', undefined);
  const threads = defaultThreads();
  for (const name of [
    'FIELDMAP_LIBRARY',
    'FIELDMAP_MODELS',
    'XDG_CACHE_HOME',
    'FIELDMAP_THREADS',
    'FIELDMAP_TOKEN',
  ])
    vi.stubEnv(name, '');
  expect([libraryDir(), pulledModelsDir(), defaultThreads(), serverToken()]).toEqual([
    resolve('library'),
    '/home/me/.cache/fieldmap/models',
    threads,
    undefined,
  ]);
});

it('a flag comes before the variable, the variable before the default', () => {
  vi.stubEnv('FIELDMAP_LIBRARY', '/tmp/mine');
  vi.stubEnv('FIELDMAP_MODELS', '/tmp/models');
  vi.stubEnv('FIELDMAP_THREADS', '3');
  vi.stubEnv('FIELDMAP_TOKEN', 'secret');
  expect([
    libraryDir('/tmp/given'),
    libraryDir(),
    pulledModelsDir(),
    defaultThreads(),
    serverToken(),
  ]).toEqual(['/tmp/given', '/tmp/mine', '/tmp/models', 3, 'secret']);
});
