/**
 * The full-text index on 58,919 abstracts beside SQLite's FTS5 in the same run: build, file, cold load, questions of 6 to
 * 8 content words, mistyped words. Processor time, which counts on a busy machine. `npx tsx bench/lexical.ts`
 * Wanted: questions at the median in 1.5 ms or less, load in 60 ms, file of 45 MB, a mistyped word in 5 ms.
 * Needs ../shared/corpora/acl-anthology.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import type { LexicalPaper } from '../src/lexical/build.js';
import { LexicalIndex } from '../src/lexical/lexical-index.js';
import { countedTerms } from '../src/lexical/question.js';
import { seededRandom } from '../src/math/random.js';
import { terms, tokenize } from '../src/text/tokenize.js';

const FILE = '../shared/corpora/acl-anthology/corpus.jsonl.gz';
const QUESTIONS = 300;

interface Figure {
  readonly what: string;
  readonly fieldmap: number;
  readonly fts5?: number;
  readonly wanted?: string;
}

/** Processor milliseconds of `work`. */
function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function quantile(numbers: number[], share: number): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length * share)]!;
}

function timesOf<T>(items: readonly T[], work: (item: T) => void): number[] {
  return items.map((item) => {
    const start = performance.now();
    work(item);
    return performance.now() - start;
  });
}

function fts5(papers: readonly LexicalPaper[]): { build: number; search: (question: string) => void } {
  const database = new Database(':memory:');
  const build = cpu(() => {
    database.exec(
      "CREATE VIRTUAL TABLE t USING fts5(title, abstract, tokenize = 'porter unicode61', detail = full)",
    );
    const insert = database.prepare('INSERT INTO t(rowid, title, abstract) VALUES (?, ?, ?)');
    database.transaction(() =>
      papers.forEach(({ key, title, abstract }) => insert.run(key, title, abstract)),
    )();
  });
  const select = database.prepare('SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 2, 1) LIMIT 100');
  return {
    build,
    search: (question) =>
      select.all([...countedTerms(question).keys()].map((term) => `"${term}"`).join(' OR ')),
  };
}

/** Titles of 6 to 8 different content words. */
function questionsFrom(papers: readonly LexicalPaper[]): string[] {
  const fitting = papers
    .map(({ title }) => title)
    .filter((title) => {
      const count = new Set(terms(title)).size;
      return count >= 6 && count <= 8;
    });
  const random = seededRandom(42);
  return Array.from({ length: QUESTIONS }, () => fitting[random.below(fitting.length)]!);
}

/** Words of six letters and more with two letters swapped. */
function mistyped(questions: readonly string[]): string[] {
  return questions
    .flatMap((question) =>
      tokenize(question)
        .filter(({ word, joined }) => word.length >= 6 && !joined)
        .slice(0, 1),
    )
    .map(({ word }) => word.slice(0, 2) + word[3]! + word[2]! + word.slice(4));
}

function main(): void {
  if (!existsSync(FILE)) return console.log(`${FILE} is absent: nothing measured.`);
  const papers = gunzipSync(readFileSync(FILE))
    .toString()
    .trim()
    .split('\n')
    .map((line, i) => ({ ...(JSON.parse(line) as { title: string; abstract: string }), key: i + 1 }));
  const folder = mkdtempSync(join(tmpdir(), 'fieldmap-bench-'));
  const path = join(folder, 'lexical.idx');
  const figures: Figure[] = [];
  let index!: LexicalIndex;
  const build = cpu(() => (index = LexicalIndex.build(papers)));
  const other = fts5(papers);
  figures.push({ what: 'build, ms', fieldmap: build, fts5: other.build });
  figures.push({ what: 'save, ms', fieldmap: cpu(() => index.save(path, {})) });
  figures.push({ what: 'file, MB', fieldmap: statSync(path).size / 1e6, wanted: '<= 45' });
  const loads = Array.from({ length: 9 }, () => cpu(() => LexicalIndex.load(path, {})));
  figures.push({ what: 'load, ms', fieldmap: quantile(loads, 0.5), wanted: '<= 60' });
  const questions = questionsFrom(papers);
  const searches = timesOf(questions, (question) => index.search(question, 100));
  const others = timesOf(questions.slice(0, 60), other.search);
  figures.push({
    what: 'question p50, ms',
    fieldmap: quantile(searches, 0.5),
    fts5: quantile(others, 0.5),
    wanted: '<= 1.5',
  });
  figures.push({
    what: 'question p95, ms',
    fieldmap: quantile(searches, 0.95),
    fts5: quantile(others, 0.95),
  });
  const words = mistyped(questions);
  const nearby = cpu(() => words.forEach((word) => index.near(word))) / words.length;
  figures.push({ what: 'mistyped word, mean, ms', fieldmap: nearby, wanted: '<= 5' });
  console.log(`${index.size} papers, ${index.vocabularySize} terms; node ${process.version}`);
  console.table(
    figures.map((figure) => ({
      ...figure,
      fieldmap: +figure.fieldmap.toFixed(2),
      fts5: figure.fts5 && +figure.fts5.toFixed(2),
    })),
  );
  rmSync(folder, { recursive: true });
}

main();
