/** What is typed, answered by words in the page or by the server behind it. */
import type { Data } from '../data/types.js';
import { ask as askServer, isLive } from '../live.js';
import { bestSentence } from '../search/marks.js';
import { searchIn } from '../search/search.js';
import { terms } from '../../../text/index.js';
import { STRINGS } from '../data/strings.js';

export interface Under {
  readonly text: string;
  /** Taken from the paper: found words in it are marked. */
  readonly isQuoted: boolean;
}

export interface Result {
  readonly question: string;
  /** Best first. */
  readonly papers: readonly number[];
  /** Stems that were searched for: found words are marked. */
  readonly terms: ReadonlySet<string>;
  /** What stands under a paper in the list: the sentence of it that answers, or a remark. */
  under(paper: number): Under | null;
  /** `shown`: papers left after all other wishes. */
  title(shown: number): string;
  /** What the reader should know about how it was found; '' for nothing. */
  readonly remark: string;
  /** What the server says of its answer, whole sentences. */
  readonly notes: readonly string[];
}

export interface Questions {
  ask(text: string): void;
  /** What was asked last. */
  asked(): string;
  /** Comes when abstracts can be searched. */
  readonly ready: Promise<void>;
}

/** The server is asked when typing has stopped for so long. */
const STILL_MS = 250;

function quoted(text: string): Under | null {
  return text === '' ? null : { text, isQuoted: true };
}

/** `tell` gets each result; null when nothing is asked. */
export function questions(data: Data, tell: (result: Result | null) => void): Questions {
  const search = searchIn(data);
  let text = '';
  let timer = 0;
  let running = new AbortController();
  const ready = search
    .then((found) => found.ready)
    .then(() => {
      if (text !== '' && !isLive) void byWords('', true);
    });

  /** `remark`: besides that abstracts are still missing. `isLast`: no answer of a server is to come. */
  async function byWords(remark: string, isLast: boolean): Promise<void> {
    const wanted = text;
    const [own, texts] = await Promise.all([search, data.texts]);
    const found = await own.find(wanted);
    if (wanted !== text) return;
    const abstracts = found?.complete === true ? await data.abstracts : null;
    if (wanted !== text) return;
    tell(
      found && {
        question: wanted,
        papers: found.papers,
        terms: found.terms,
        notes: found.notes,
        under(paper) {
          const near = found.near.get(paper);
          if (near !== undefined) return { text: STRINGS.nearTo(texts.title[near]!), isQuoted: false };
          return abstracts === null
            ? null
            : quoted(bestSentence(abstracts.of(paper), found.terms, own.rareness));
        },
        title: (shown) =>
          shown === 0 && !isLast ? STRINGS.asking : STRINGS.found(shown, found.papers.length, found.having),
        remark: remark || (found.complete ? '' : STRINGS.unpacking),
      },
    );
  }

  async function byServer(): Promise<void> {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    try {
      const [{ hits, notes }, { numberOf }] = await Promise.all([askServer(text, signal), data.texts]);
      // The library may hold papers that came after this map.
      const known = hits.flatMap(({ id, sentence }) =>
        numberOf.has(id) ? [{ paper: numberOf.get(id)!, sentence: sentence?.text ?? null }] : [],
      );
      const sentences = new Map(known.map(({ paper, sentence }) => [paper, sentence ?? '']));
      tell({
        question: text,
        papers: known.map(({ paper }) => paper),
        terms: new Set(terms(text)),
        under: (paper) => quoted(sentences.get(paper) ?? ''),
        title: (shown) => STRINGS.answered(shown, known.length),
        remark: '',
        notes,
      });
    } catch {
      if (!signal.aborted) await byWords(STRINGS.unanswered, true);
    }
  }

  return {
    ready,
    asked: () => text,
    ask(next) {
      text = next;
      clearTimeout(timer);
      running.abort();
      if (text === '') {
        tell(null);
        return;
      }
      // Words are found at once; the server's answer takes their place.
      void byWords(isLive ? STRINGS.asking : '', !isLive);
      if (isLive) timer = window.setTimeout(() => void byServer(), STILL_MS);
    },
  };
}
