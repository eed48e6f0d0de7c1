/** What is typed, answered by words in the page or by the server behind it. */
import type { Data } from '../data/types.js';
import { ask as askServer, isLive } from '../live.js';
import { bestSentence } from '../search/marks.js';
import { searchIn, type Search } from '../search/search.js';
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

/** The server is asked when typing has stopped for so long. */
const STILL_MS = 250;

function quoted(text: string): Under | null {
  return text === '' ? null : { text, isQuoted: true };
}

export class Questions {
  /** Comes when abstracts can be searched. */
  readonly ready: Promise<void>;
  private readonly data: Data;
  private readonly search: Promise<Search>;
  private readonly tell: (result: Result | null) => void;
  private text = '';
  private timer = 0;
  private running = new AbortController();

  /** `tell` gets each result; null when nothing is asked. */
  constructor(data: Data, tell: (result: Result | null) => void) {
    this.data = data;
    this.tell = tell;
    this.search = searchIn(data);
    this.ready = this.search
      .then((found) => found.ready)
      .then(() => {
        if (this.text !== '' && !isLive) void this.byWords('', true);
      });
  }

  /** What was asked last. */
  get asked(): string {
    return this.text;
  }

  ask(text: string): void {
    this.text = text;
    clearTimeout(this.timer);
    this.running.abort();
    if (text === '') {
      this.tell(null);
      return;
    }
    // Words are found at once; the server's answer takes their place.
    void this.byWords(isLive ? STRINGS.asking : '', !isLive);
    if (isLive) this.timer = window.setTimeout(() => void this.byServer(), STILL_MS);
  }

  /** `remark`: besides that abstracts are still missing. `isLast`: no answer of a server is to come. */
  private async byWords(remark: string, isLast: boolean): Promise<void> {
    const { text, data } = this;
    const [own, texts] = await Promise.all([this.search, data.texts]);
    const found = await own.find(text);
    if (text !== this.text) return;
    const abstracts = found?.complete === true ? await data.abstracts : null;
    if (text !== this.text) return;
    if (found === null) {
      this.tell(null);
      return;
    }
    this.tell({
      question: text,
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
    });
  }

  private async byServer(): Promise<void> {
    const { text, data } = this;
    this.running = new AbortController();
    const { signal } = this.running;
    try {
      const [{ hits, notes }, { numberOf }] = await Promise.all([askServer(text, signal), data.texts]);
      // The library may hold papers that came after this map.
      const known = hits.flatMap(({ id, sentence }) =>
        numberOf.has(id) ? [{ paper: numberOf.get(id)!, sentence: sentence?.text ?? null }] : [],
      );
      const sentences = new Map(known.map(({ paper, sentence }) => [paper, sentence ?? '']));
      this.tell({
        question: text,
        papers: known.map(({ paper }) => paper),
        terms: new Set(terms(text)),
        under: (paper) => quoted(sentences.get(paper) ?? ''),
        title: (shown) => STRINGS.answered(shown, known.length),
        remark: '',
        notes,
      });
    } catch {
      if (!signal.aborted) await this.byWords(STRINGS.unanswered, true);
    }
  }
}
