/**
 * Precision and recall of duplicate detection on pairs, on a labelled set made from the ACL Anthology and arXiv.
 * `npx tsx bench/duplicates.ts [papers of each corpus] [seed] [--wrong]`. Wanted: precision ≥ 0.995, recall ≥ 0.97.
 * Repeats that the corpora themselves hold count as wrong joins.
 */
import { existsSync } from 'node:fs';
import { findMatches } from '../src/duplicates/match.js';
import { CORPORA, type Labelled, makeSet } from './duplicates/make-set.js';

interface Count {
  found: number;
  all: number;
}

function main(size: number, seed: number, showWrong: boolean): void {
  const absent = CORPORA.find((path) => !existsSync(path));
  if (absent !== undefined) return console.log(`${absent} is absent: nothing measured.`);
  const set = makeSet(size, seed);
  const start = process.cpuUsage();
  const { joins, nearMisses } = findMatches(
    set.map(({ paper }, key) => ({ key, paper })),
    [],
  );
  const { user, system } = process.cpuUsage(start);
  const root = roots(set.length, joins);
  const [right, wrong] = countJoined(set, root, showWrong);
  const [total, byChange] = countCopies(set, root, showWrong);
  const near = nearMisses.filter(({ into, from }) => set[into]!.label === set[from]!.label).length;
  const share = ({ found, all }: Count): string => (found / all).toFixed(4);
  const seconds = ((user + system) / 1e6).toFixed(1);
  console.log(`${set.length} records, ${total.all} pairs of copies, ${seconds} s of processor time`);
  const rows = [...byChange]
    .sort()
    .map(([name, count]) => [name, { pairs: count.all, recall: share(count) }] as const);
  console.table(Object.fromEntries(rows));
  const precision = share({ found: right, all: right + wrong });
  console.log(`precision ${precision} (wanted ≥ 0.995), recall ${share(total)} (wanted ≥ 0.97)`);
  console.log(`near-misses: ${nearMisses.length}, of them copies ${near}`);
}

function roots(n: number, joins: readonly { into: number; from: number }[]): Int32Array {
  const root = Int32Array.from({ length: n }, (_, i) => i);
  const find = (i: number): number => (root[i] === i ? i : (root[i] = find(root[i]!)));
  for (const { into, from } of joins) root[find(from)] = find(into);
  return root.map((_, i) => find(i));
}

/** Joined pairs: right and wrong. */
function countJoined(set: readonly Labelled[], root: Int32Array, showWrong: boolean): [number, number] {
  const groups = groupBy(set, (_, i) => root[i]!);
  let [right, wrong] = [0, 0];
  for (const members of groups.values()) {
    for (const [n, i] of members.entries())
      for (const j of members.slice(n + 1)) {
        if (set[i]!.label === set[j]!.label) right++;
        else {
          wrong++;
          if (showWrong) console.log('WRONG', describe(set[i]!), '\n     ', describe(set[j]!));
        }
      }
  }
  return [right, wrong];
}

/** Pairs of a paper and its copy by the changes made, and in all with the pairs of two copies. */
function countCopies(
  set: readonly Labelled[],
  root: Int32Array,
  showMissed: boolean,
): [Count, Map<string, Count>] {
  const total: Count = { found: 0, all: 0 };
  const byChange = new Map<string, Count>();
  const copies = [...groupBy(set, ({ label }) => label).values()].filter((members) => members.length > 1);
  for (const members of copies) {
    for (const [n, i] of members.entries())
      for (const j of members.slice(n + 1)) {
        const found = Number(root[i] === root[j]);
        if (showMissed && !found) console.log('MISSED', describe(set[i]!), '\n     ', describe(set[j]!));
        for (const name of ['', ...set[i]!.how, ...set[j]!.how]) {
          const count = name === '' ? total : (byChange.get(name) ?? { found: 0, all: 0 });
          count.found += found;
          count.all++;
          if (name !== '') byChange.set(name, count);
        }
      }
  }
  return [total, byChange];
}

/** Places in the list by what `by` says of the item there. */
function groupBy(set: readonly Labelled[], by: (one: Labelled, i: number) => number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  set.forEach((one, i) => {
    const name = by(one, i);
    groups.set(name, [...(groups.get(name) ?? []), i]);
  });
  return groups;
}

function describe({ paper, how }: Labelled): string {
  const { title, authors, year, venue, abstract } = paper;
  const changes = how.join(' + ') || '(as is)';
  return [changes, title, authors.slice(0, 2).join('; '), year, venue, abstract.length].join(' | ');
}

const [size = '20000', seed = '1'] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
main(Number(size), Number(seed), process.argv.includes('--wrong'));
