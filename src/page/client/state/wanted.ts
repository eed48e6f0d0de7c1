/** What the page can be asked to show, and the address that asks for it. */
import type { Address, Place } from './address.js';
import { COLOURINGS, type ColouringName } from '../derive/colouring.js';
import type { Data, Texts } from '../data/types.js';
import type { PageHead } from '../../types.js';
import { readPicked, writePicked } from './picked.js';
import { STRINGS } from '../data/strings.js';
import { clipped } from '../../../text/index.js';

export interface Wanted {
  paper: number | null;
  topic: number | null;
  compare: number | null;
  q: string;
  years: readonly [number, number] | null;
  picked: ReadonlySet<number> | null;
  about: boolean;
  /** What was starred and decided. */
  reading: boolean;
  /** The list of all papers, when nothing was asked for. */
  list: boolean;
  colour: ColouringName;
  /** The concept that the map is or was coloured by: a number in the head's list. */
  concept: number | null;
}

/** Tells this map from others: numbers of papers are those of one map. */
function mapOf({ made: { input } }: PageHead): string {
  return input.slice(0, 8);
}

export const NOTHING = {
  paper: null,
  topic: null,
  compare: null,
  q: '',
  years: null,
  picked: null,
  about: false,
  reading: false,
  list: false,
} as const;

export function addressOf({ head }: Data, { id }: Texts, wanted: Wanted, view: Place | null): Address {
  const { paper, topic, compare, colour, concept } = wanted;
  return {
    ...wanted,
    paper: paper === null ? null : id[paper]!,
    topic: topic === null ? null : topic < 0 ? '' : head.topics[topic]!.id,
    compare: compare === null ? null : head.topics[compare]!.id,
    picked: wanted.picked === null ? '' : writePicked(wanted.picked, id, mapOf(head)),
    // A concept's id says both.
    colour: colour === 'topic' || colour === 'concept' ? null : colour,
    concept: colour !== 'concept' || concept === null ? null : head.concepts![concept]!.id,
    view,
  };
}

/** What is on this map of what an address asks for. */
export function wantedAt(
  data: Data,
  { numberOf }: Texts,
  { paper, topic, compare, q, years, about, reading, picked, colour, concept }: Address,
): Wanted {
  const { head } = data;
  const topicOf = (id: string | null): number | null => {
    const found = head.topics.findIndex((one) => one.id === id);
    return id === '' ? -1 : found < 0 ? null : found;
  };
  const shown = head.concepts?.findIndex(({ id }) => id === concept) ?? -1;
  return {
    ...NOTHING,
    q,
    years,
    about,
    reading,
    picked: picked === '' ? null : readPicked(picked, numberOf, mapOf(head)),
    paper: numberOf.get(paper ?? '') ?? null,
    topic: topicOf(topic),
    compare: compare === '' ? null : topicOf(compare),
    colour: shown >= 0 ? 'concept' : isOffered(colour, data) ? colour : 'topic',
    concept: shown >= 0 ? shown : null,
  };
}

/** Whether this map can be coloured so; by a concept only where one is named. */
function isOffered(colour: string | null, data: Data): colour is ColouringName {
  return (
    colour !== null &&
    colour !== 'concept' &&
    Object.hasOwn(COLOURINGS, colour) &&
    COLOURINGS[colour as ColouringName].isOffered(data)
  );
}

/** What an address asks for that is not on this map, in words. */
export function missingAt(address: Address, found: Wanted): string[] {
  const lost = address.picked !== '' && found.picked === null ? [STRINGS.missingPicked] : [];
  const missing = (['paper', 'topic', 'compare', 'concept'] as const).flatMap((kind) => {
    const id = address[kind];
    return id !== null && id !== '' && found[kind] === null ? [STRINGS.missing(kind, clipped(id, 60))] : [];
  });
  return [...missing, ...lost];
}
