/** What is new as an Atom feed (RFC 4287), which grows with each digest. */
import { createHash } from 'node:crypto';
import type { News, NewsSection } from '../answers/index.js';
import { FieldmapError } from '../errors.js';
import { xml } from '../text/index.js';
import { addressOf, filled, headOf, titleOf, whoOf } from './digest.js';

/** Entries that a feed keeps; readers have seen the older ones. */
const MOST_ENTRIES = 500;

const GENERATOR = '<generator uri="https://www.npmjs.com/package/fieldmap">fieldmap</generator>';
const ENTRY = /^<entry>\n<id>([^<]*)<\/id>[^]*?^<\/entry>\n/gm;

export interface FeedOptions {
  readonly title: string;
  /** The file's, for messages. */
  readonly name: string;
  readonly now: Date;
  /** The feed as it is; empty for a new one. */
  readonly before: string;
}

/**
 * The feed with the papers of `news` before those it had; a paper that it had comes to the front.
 * @throws FieldmapError `input` when `before` is no feed that fieldmap wrote.
 */
export function atomFeed(news: News, { title, name, now, before }: FeedOptions): string {
  if (before.trim() !== '' && !before.includes(GENERATOR)) {
    throw new FieldmapError(
      'input',
      `${name} is no feed that fieldmap wrote; it was left as it is.`,
      'Choose another name for the feed.',
    );
  }
  const fresh = entriesOf(news, now);
  const ids = new Set(fresh.map(({ id }) => id));
  const kept = [...before.matchAll(ENTRY)]
    .map(([text, id]) => ({ id: id!, text }))
    .filter(({ id }) => !ids.has(id));
  const entries = [...fresh, ...kept].slice(0, MOST_ENTRIES);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${/<id>([^<]*)<\/id>/.exec(before)?.[1] ?? feedId(title, now)}</id>
<title>${xml(title)}</title>
<updated>${now.toISOString()}</updated>
<author><name>fieldmap</name></author>
${GENERATOR}
${entries.map(({ text }) => text).join('')}</feed>
`;
}

interface Entry {
  readonly id: string;
  readonly text: string;
}

/** One a paper, with all that it was found by. */
function entriesOf(news: News, now: Date): Entry[] {
  const found = new Map<string, { hit: NewsSection['hits'][number]; by: string[] }>();
  for (const section of filled(news)) {
    for (const hit of section.hits) {
      const one = found.get(hit.id) ?? { hit, by: [] };
      one.by.push(headOf(section));
      found.set(hit.id, one);
    }
  }
  return [...found.values()].map(({ hit: { paper, sentence }, by }) => {
    const id = `urn:fieldmap:paper:${encodeURIComponent(paper.id)}`;
    const address = addressOf(paper);
    const summary = [whoOf(paper), sentence?.text ?? '', paper.abstract]
      .filter((part) => part !== '')
      .join('\n\n');
    return {
      id,
      text: `<entry>
<id>${xml(id)}</id>
<title>${xml(titleOf(paper))}</title>
<updated>${now.toISOString()}</updated>
${paper.authors.map((name) => `<author><name>${xml(name)}</name></author>\n`).join('')}${address === null ? '' : `<link rel="alternate" href="${xml(address)}"/>\n`}${by.map((term) => `<category term="${xml(term)}"/>\n`).join('')}<summary>${xml(summary)}</summary>
</entry>
`,
    };
  });
}

/** A name of its own for each feed, made once. */
function feedId(title: string, now: Date): string {
  const hash = createHash('sha256').update(`${title}\n${now.toISOString()}`).digest('hex');
  return `urn:fieldmap:feed:${hash.slice(0, 16)}`;
}
