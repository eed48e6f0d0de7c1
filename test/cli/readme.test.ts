/**
 * The README's examples are what the program prints: each ```console block is run, a walk-through in a folder of its own
 * with the compiled program and the real model. After a change: `npx vitest run test/cli/readme.test.ts --update=true`,
 * then read the diff.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../helpers/cli.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const BLOCK = /(?<=^```console\n)[^]*?(?=^```$)/gm;
/** Scores differ in the last digit between processors. */
const SCORE = /-?\d+\.\d{3}\b/g;
const TOLERANCE = 0.002;

describe("the README's examples", () => {
  it('are refused when a command fails, and are not taken for right when the program prints something else', () => {
    expect(() => withOutput('```console\n$ fieldmap frobnicate\n```\n')).toThrow(
      /ended with 2:[^]*unknown command 'frobnicate'/,
    );
    const wrong = '```console\n$ fieldmap --version\n0.0.0\n$ echo 0.501\n0.600\n```\n';
    expect(withOutput(wrong)).toMatch(
      /^```console\n\$ fieldmap --version\n\d+\.\d+\.\d+\n\$ echo 0\.501\n0\.501\n```\n$/,
    );
    const near = '```console\n$ echo 0.501\n0.502\n```\n';
    expect(withOutput(near)).toBe(near);
  });

  it('name no command that fieldmap does not have', () => {
    const help = spawnSync(process.execPath, [join(root, 'dist/cli/bin.js'), '--help'], { encoding: 'utf8' });
    const there = new Set([...help.stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name));
    const code = [...readme.matchAll(/^```(?!ts|json)[^]*?^```$|`[^`\n]+`/gm)]
      .map(([text]) => text)
      .join('\n');
    const named = [...code.matchAll(/(?:^|[`$] ?|&& |npx )fieldmap ([a-z]+)/gm)].map(([, name]) => name!);
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((name) => !there.has(name))).toEqual([]);
  });

  it('print what stands below them', { timeout: 600_000 }, async () => {
    const sections = readme.split(/^(?=##+ )/m);
    expect(sections.filter((section) => section.match(BLOCK))).toHaveLength(3);
    await expect(sections.map(withOutput).join('')).toMatchFileSnapshot(join(root, 'README.md'));
  });
});

/** The section with what its commands print now, run one after another in an empty folder beside data/ and the fixtures. */
function withOutput(section: string): string {
  if (!section.match(BLOCK)) return section;
  const folder = temporaryFolder();
  try {
    cpSync(join(root, 'data'), join(folder.path, 'data'), { recursive: true });
    cpSync(join(root, 'test/fixtures/review'), join(folder.path, 'test/fixtures/review'), {
      recursive: true,
    });
    mkdirSync(join(folder.path, 'bin'));
    const program = join(folder.path, 'bin', 'fieldmap');
    writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'dist/cli/bin.js')}" "$@"\n`);
    chmodSync(program, 0o755);
    return section.replaceAll(BLOCK, (block) =>
      block
        .split(/^(?=\$ )/m)
        .map((example) => runExample(example, folder.path))
        .join(''),
    );
  } finally {
    folder.remove();
  }
}

/** `$ command` and what it prints, remarks included. A blank line between two commands stays. */
function runExample(example: string, cwd: string): string {
  const [, command, was] = /^\$ (.*)\n([^]*)$/.exec(example)!;
  const { status, stdout } = spawnSync('bash', ['-o', 'pipefail', '-c', `exec 2>&1; ${command}`], {
    cwd,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${join(cwd, 'bin')}${delimiter}${process.env['PATH']}`,
      FIELDMAP_LIBRARY: 'library',
    },
  });
  if (status !== 0) throw new Error(`${command} ended with ${status}:\n${stdout}`);
  const is = stdout.replace(/[ \t\r]+$/gm, '').replace(/\n*$/, stdout === '' ? '' : '\n');
  return `$ ${command}\n${sameButScores(was!, is) ? was : is}`;
}

function sameButScores(a: string, b: string): boolean {
  const [ours, theirs] = [a, b].map((text) => (text.match(SCORE) ?? []).map(Number));
  return (
    a.replaceAll(SCORE, '') === b.replaceAll(SCORE, '') &&
    ours!.every((score, i) => Math.abs(score - theirs![i]!) <= TOLERANCE)
  );
}
