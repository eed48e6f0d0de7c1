/** What is typed, answered by words in the page or by the server behind it. */
import type { Data } from '../data/data.js';
import { ask as askServer, isLive } from '../live.js';
import { searchIn } from '../data/search.js';
import { STRINGS } from '../data/strings.js';

export interface Result {
  /** Best first. */
  readonly papers: readonly number[];
  /** The sentence that answers, by paper. */
  readonly sentences: ReadonlyMap<number, string>;
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
    const found = (await search).find(wanted);
    if (wanted !== text) return;
    tell(
      found && {
        papers: found.papers,
        sentences: new Map(),
        notes: [],
        title: (shown) => (shown === 0 && !isLast ? STRINGS.asking : STRINGS.found(shown)),
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
      tell({
        papers: known.map(({ paper }) => paper),
        sentences: new Map(
          known.flatMap(({ paper, sentence }) => (sentence === null ? [] : [[paper, sentence]])),
        ),
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
