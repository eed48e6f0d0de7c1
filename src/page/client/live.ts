/** The server behind a live page: its answers in place of the page's own search, and word of a new map. */

export interface LiveHit {
  readonly id: string;
  readonly sentence: { readonly text: string } | null;
}

/** Whether `renderPage` said that there is a server; from a file there is none, whatever the page says. */
export const isLive = 'live' in document.documentElement.dataset && location.protocol.startsWith('http');

export interface LiveAnswer {
  /** Best first. */
  readonly hits: readonly LiveHit[];
  /** What a person should know about this answer, whole sentences. */
  readonly notes: readonly string[];
}

/** @throws when the server does not answer, or not with hits. */
export async function ask(question: string, signal: AbortSignal): Promise<LiveAnswer> {
  const response = await fetch(`/api/ask?${new URLSearchParams({ q: question, n: '50' })}`, {
    signal,
    headers: { accept: 'application/json' },
  });
  const { hits, notes = [] } = (await response.json()) as Partial<LiveAnswer>;
  if (!response.ok || !Array.isArray(hits)) throw new Error(response.statusText);
  return { hits, notes };
}

const EVERY_MS = 30_000;

/** Calls `onNew` once, when the server has another map than the one it had when the page came. */
export function watchForNewMap(onNew: () => void): void {
  let known: string | null = null;
  let isTold = false;
  const look = async (): Promise<void> => {
    if (isTold || document.hidden) return;
    try {
      const response = await fetch('/api/map', {
        method: 'HEAD',
        cache: 'no-store',
        headers: known === null ? {} : { 'if-none-match': known },
      });
      const tag = response.headers.get('etag');
      if (!response.ok || tag === null) return;
      if (known !== null && tag !== known) {
        isTold = true;
        onNew();
      }
      known = tag;
    } catch {
      // The server is away: the page goes on without it, and asks again.
    }
  };
  void look();
  setInterval(() => void look(), EVERY_MS);
  window.addEventListener('focus', () => void look());
}
