/** Questions answered in the page, without a server: read and ranked by the code of `ask --mode lexical`, then spread. */
import { parseQuestion } from '../../../lexical/index.js';
import { allowedBy, rank, type Answer, type SearchSources } from '../../../search/index.js';
import { findIdentifiers, isStopWord, stem, tokenize } from '../../../text/index.js';
import type { Data, Neighbors, Texts } from '../data/types.js';
import { STRINGS } from '../data/strings.js';
import { TermNumbers } from './chunks.js';
import { sourcesOf } from './sources.js';
import { spread } from './spread.js';
import { TermCounts, type WordIndex } from './word-index.js';

export interface Found {
  /** Best first. */
  readonly papers: readonly number[];
  /** How many of them have all words of the question, in any form. */
  readonly having: number;
  /** Stems that were searched for. */
  readonly terms: ReadonlySet<string>;
  /** Papers without any word of the question, and the found paper that each is near to. */
  readonly near: ReadonlyMap<number, number>;
  /** What the reader should know about it, whole sentences. */
  readonly notes: readonly string[];
  /** False while abstracts are still being read. */
  readonly complete: boolean;
}

export interface Search {
  /** Null for nothing to look for. */
  find(text: string): Promise<Found | null>;
  /** Comes when abstracts are searched too. */
  readonly ready: Promise<void>;
  /** How telling a term is; 0 for one that no paper has. */
  readonly rareness: (term: string) => number;
}

/** Papers shown for a question when fewer have all of its words. */
const SHOWN = 50;
/** Unknown words that are named. */
const WORDS_NAMED = 10;
/** Papers whose own scores are spread from and to. */
const RANKED = 200;
/** Reading goes on in turns this long, so that the page stays quick meanwhile. */
const TURN_MS = 20;
/** The vocabulary is sorted so long after all is there. */
const IDLE_MS = 300;
const TITLE_WEIGHT = 2;

export async function searchIn(data: Data): Promise<Search> {
  const texts = await data.texts;
  const numbers = new TermNumbers();
  const title = { lines: texts.titleLines, weight: TITLE_WEIGHT };
  let index = await countedInTurns(new TermCounts(numbers, [title]), data.count);
  let sources = sourcesOf(index, texts, null, data.year);
  let complete = data.abstracts === null;
  return {
    ready: readAbstracts().then(() => void (complete = true)),
    find: async (text) => find(text, { index, sources, texts, data, complete }),
    rareness: (term) => (index.documentFrequency(term) === 0 ? 0 : index.inverseFrequency(term)),
  };

  async function readAbstracts(): Promise<void> {
    const abstracts = await data.abstracts;
    if (abstracts === null) return;
    const counts = new TermCounts(numbers, [title, { lines: abstracts.lines, weight: 1 }]);
    index = await countedInTurns(counts, data.count);
    sources = sourcesOf(index, texts, abstracts, data.year);
    // Not before the first answer is possible, and not when somebody waits for one.
    setTimeout(() => index.sortedTerms(), IDLE_MS);
  }
}

async function countedInTurns(counts: TermCounts, papers: number): Promise<WordIndex> {
  for (let end = performance.now() + TURN_MS; counts.size < papers;) {
    counts.addNext();
    if (performance.now() < end) continue;
    await nextTurn();
    end = performance.now() + TURN_MS;
  }
  return counts.index();
}

/** After what the browser has to do meanwhile; a timer would wait four milliseconds each time. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

interface Searched {
  readonly index: WordIndex;
  readonly sources: SearchSources;
  readonly texts: Texts;
  readonly data: Data;
  readonly complete: boolean;
}

async function find(text: string, searched: Searched): Promise<Found | null> {
  const { index, sources, texts, data, complete } = searched;
  const { text: asked, phrases, excluded } = parseQuestion(completed(text, index));
  if (asked === '' && excluded.length === 0) return null;
  const question = { text: asked, phrases: [], excluded: [], vector: null };
  const { keys: allowed, phrasesMatched } = await allowedBy(
    { ...question, phrases, excluded },
    null,
    sources,
  );
  // It only says what to leave out.
  if (asked === '') return listed(newestFirst([...allowed!], data), complete);
  const answer = await rank(question, sources, { mode: 'lexical', limit: RANKED, allowed });
  const groups = wordGroups(asked, answer, index);
  const named = answer.hits.filter(({ exact }) => exact !== null).map(({ key }) => key);
  const scores = new Map(answer.hits.map(({ key, scores: { lexical } }) => [key, lexical ?? 0]));
  await addAuthors(answer.surnames, scores, sources, index);
  const isNarrow = allowed !== null || isNamedPaper(answer);
  const ranked = isNarrow ? [...scores.keys()] : spread(scores, texts.neighbors).map(({ paper }) => paper);
  const all = withAll(groups, allowed, index);
  const papers = [...new Set([...named, ...ranked.slice(0, isNarrow ? RANKED : SHOWN), ...all])];
  return {
    papers,
    having: new Set([...named, ...all]).size,
    terms: new Set(groups.flat()),
    near: isNarrow ? new Map() : nearOnes(papers, scores, texts.neighbors),
    notes: notesOn(answer, phrasesMatched),
    complete,
  };
}

function listed(papers: readonly number[], complete: boolean): Found {
  return { papers, having: papers.length, terms: new Set(), near: new Map(), notes: [], complete };
}

function newestFirst(papers: number[], { year }: Data): number[] {
  return papers.sort((a, b) => year[b]! - year[a]! || a - b);
}

/** Its first answer is named by an id or an author: what is near to that was not asked for. */
function isNamedPaper({ hits }: Answer): boolean {
  const exact = hits[0]?.exact;
  return exact === 'identifier' || exact === 'author';
}

/** The last word while it is being typed: where no paper has it, the most frequent word that begins so. */
function completed(text: string, index: WordIndex): string {
  const [, before = '', last = ''] = /^(.*?(?:^|\s))([\p{L}\p{N}]{2,})$/su.exec(text) ?? [];
  const word = tokenize(last)[0]?.word ?? '';
  if (word === '' || isStopWord(word) || index.documentFrequency(stem(word)) > 0) return text;
  const [best] = index.beginning(word, 1);
  return best === undefined ? text : before + best;
}

/** For each word of the question, the stems that stand for it. */
function wordGroups(asked: string, { corrected }: Answer, index: WordIndex): string[][] {
  const { identifiers, rest } = findIdentifiers(asked);
  const text = identifiers.length > 0 ? rest : asked;
  const standIns = new Map(corrected.map(({ word, terms }) => [word, [...terms]]));
  return tokenize(text).flatMap(({ word, joined }) =>
    joined || isStopWord(word)
      ? []
      : [index.documentFrequency(stem(word)) > 0 ? [stem(word)] : (standIns.get(word) ?? [stem(word)])],
  );
}

/** Papers that have a word of each group, those of the greatest BM25 first. */
function withAll(
  groups: readonly (readonly string[])[],
  allowed: Int32Array | null,
  index: WordIndex,
): Int32Array {
  if (groups.length === 0) return new Int32Array(0);
  const having = new Uint16Array(index.size);
  const scores = new Float32Array(index.size);
  groups.forEach((stems, group) => {
    for (const term of stems)
      index.forPapers(term, (paper, score) => {
        if (having[paper] === group) having[paper] = group + 1;
        scores[paper]! += score;
      });
  });
  return (allowed ?? Int32Array.from(having.keys()))
    .filter((paper) => having[paper] === groups.length)
    .sort((a, b) => scores[b]! - scores[a]! || a - b);
}

async function addAuthors(
  surnames: readonly string[],
  scores: Map<number, number>,
  sources: SearchSources,
  index: WordIndex,
): Promise<void> {
  for (const name of surnames) {
    const theirs = await sources.byAuthor(name);
    const rareness = Math.log(1 + index.size / Math.max(1, theirs.length));
    for (const paper of theirs.subarray(0, RANKED)) scores.set(paper, (scores.get(paper) ?? 0) + rareness);
  }
}

/** Papers that were not found by words, and a found one that each is near to, the best first. */
function nearOnes(
  papers: readonly number[],
  scores: ReadonlyMap<number, number>,
  { offsets, papers: others }: Neighbors,
): Map<number, number> {
  const strange = new Set(papers.filter((paper) => !scores.has(paper)));
  const near = new Map<number, number>();
  const join = (paper: number, found: number): void => {
    if (strange.has(paper) && scores.has(found) && !near.has(paper)) near.set(paper, found);
  };
  for (const paper of papers)
    for (let at = offsets[paper]!; at < offsets[paper + 1]!; at++) {
      join(others[at]!, paper);
      join(paper, others[at]!);
    }
  return near;
}

function notesOn({ missing, corrected, unknown, surnames }: Answer, phrasesMatched: boolean): string[] {
  const lost = unknown.filter((word) => !surnames.includes(word));
  return [
    ...missing.map(STRINGS.noIdentifier),
    // The beginning of a word is none that is wrong.
    ...corrected
      .filter(({ word, terms }) => !terms.some((term) => term.startsWith(word)))
      .map(({ word, terms }) => STRINGS.corrected(word, terms)),
    ...(phrasesMatched ? [] : [STRINGS.noPhrase]),
    ...(lost.length > 0 ? [STRINGS.unknownWords(lost.slice(0, WORDS_NAMED))] : []),
  ];
}
