/** Help texts as a person reads them: a change shows in the diff. */
import { expect, it } from 'vitest';
import { run } from '../helpers/cli.js';

const COMMANDS = [
  'add',
  'ask',
  'similar',
  'compare',
  'map',
  'topics',
  'concepts',
  'show',
  'maps',
  'mark',
  'screen',
  'export',
  'serve',
  'mcp',
  'remove',
  'cited',
  'duplicates',
  'status',
  'doctor',
  'eval',
  'searches',
  'new',
  'read',
  'follow',
  'unfollow',
  'model',
];

it('lists every command', async () => {
  const { code, stdout, stderr } = await run('/nonexistent', ['--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  await expect(stdout).toMatchFileSnapshot('help/fieldmap.txt');
  for (const command of COMMANDS) expect(stdout).toContain(`  ${command} `);
});

it.each(COMMANDS)('%s', async (command) => {
  const { code, stdout } = await run('/nonexistent', [command, '--help']);
  expect(code).toBe(0);
  await expect(stdout).toMatchFileSnapshot(`help/${command}.txt`);
});
