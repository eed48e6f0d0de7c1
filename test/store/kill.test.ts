import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allPapers, opened, temporaryDir } from './helpers.js';
import { fill } from './kill-fill.js';

const CHILD = fileURLToPath(new URL('kill-child.ts', import.meta.url));

/** Starts a filling process and kills it after so many commits. Answers how many it had reported. */
function killAfter(commits: number, dir: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', CHILD, dir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let seen = 0;
    child.stdout.on('data', (data: Buffer) => {
      seen += data.toString().split('\n').length - 1;
      if (seen >= commits) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('exit', () => resolve(seen));
  });
}

describe('a writer killed with SIGKILL', () => {
  it.each([1, 9, 25])(
    'loses nothing committed and no half of a batch; run again, it ends as if undisturbed (after %i commits)',
    async (commits) => {
      const dir = temporaryDir();
      const seen = await killAfter(commits, dir);
      const store = await opened(dir);
      expect(await store.check()).toEqual([]);
      const { papers, embedded } = await store.statusCounts();
      expect(papers).toBeGreaterThanOrEqual(Math.min(20, seen) * 20);
      expect([papers % 20, embedded % 20]).toEqual([0, 0]);
      expect(embedded).toBeGreaterThanOrEqual(Math.max(0, seen - 20) * 20);
      await fill(store, () => undefined);

      const undisturbed = await opened(temporaryDir());
      await fill(undisturbed, () => undefined);
      expect(await allPapers(store)).toEqual(await allPapers(undisturbed));
      expect(await store.allDocumentVectors()).toEqual(await undisturbed.allDocumentVectors());
      const digests = async (s: typeof store): Promise<string[]> => [
        (await s.revision()).textDigest,
        (await s.revision()).vectorsDigest,
      ];
      expect(await digests(store)).toEqual(await digests(undisturbed));
    },
  );
});
