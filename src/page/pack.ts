/** The map as the client wants it: numbers in place of ids, columns in place of records, and only what is shown. */
import { boxOf, areaIds, isLoose } from '../looks/index.js';
import { hilbertOrder } from './hilbert.js';
import {
  COLUMNS,
  STRENGTHS,
  type Column,
  type PackedField,
  type PackedTopic,
  type PageConcept,
  type PageFresh,
  type PageHead,
  type PageMap,
  type PagePaper,
} from './types.js';

export interface Packed {
  readonly head: PageHead;
  readonly columns: ReadonlyMap<Column, Uint8Array>;
}

/** Nearest papers, related topics and terms that the page shows: each costs bytes for every paper or topic. */
const NEIGHBORS = 6;
const RELATED = 5;
const TERMS = 10;

/** `abstracts`: one a paper, in the order of `map.papers`; null leaves them out. */
export function packMap(map: PageMap, abstracts: readonly string[] | null): Packed {
  const { left, right, bottom, top } = boxOf(map.papers);
  const box = { left, bottom, width: right - left, height: top - bottom };
  const steps = map.papers.map(
    ({ x, y }) => [step(x, box.left, box.width), step(y, box.bottom, box.height)] as const,
  );
  // Near on the map is alike in words: the packer finds more to shorten, and the places themselves become small steps.
  const order = hilbertOrder(steps);
  const papers = order.map((i) => map.papers[i]!);
  const topicNumber = new Map(map.topics.map(({ id }, i) => [id, i]));
  const paperNumber = new Map(papers.map(({ id }, i) => [id, i]));
  const firstYear = papers.reduce((least, { year }) => (year === null ? least : Math.min(least, year)), 9999);
  const coded = (topic: string | null): number => (topic === null ? 0 : (topicNumber.get(topic) ?? -1) + 1);
  const texts = (read: (paper: PagePaper) => string | null): Uint8Array => lines(papers.map(read));
  const columns = new Map<Column, Uint8Array>([
    [
      'xy',
      words([...differences(order.map((i) => steps[i]![0])), ...differences(order.map((i) => steps[i]![1]))]),
    ],
    ['topic', words(papers.map(({ topic }) => coded(topic)))],
    ['nearest', words(papers.map(({ topic, nearestTopic }) => (topic === null ? coded(nearestTopic) : 0)))],
    ['year', words(papers.map(({ year }) => (year === null ? 0 : year - firstYear + 1)))],
    ['title', texts(({ title }) => title)],
    ['authors', texts(({ authors }) => authors.map((name) => name.replaceAll('\t', ' ')).join('\t'))],
    ['venue', texts(({ venue }) => venue)],
    ['id', texts(({ id }) => id)],
    ['doi', texts(({ id, doi }) => (doi === id ? '=' : doi))],
    ['url', texts(({ url }) => url)],
    [
      'trust',
      Uint8Array.from(papers, ({ placeTrust }) => (placeTrust === null ? 255 : Math.round(100 * placeTrust))),
    ],
    ...neighborColumns(papers, paperNumber),
  ]);
  // Those of most papers first: so they stand in the page's choice.
  const concepts = (map.activations ?? [])
    .filter((one) => one.papers.length > 0)
    .sort((a, b) => b.papers.length - a.papers.length);
  if (concepts.length > 0)
    for (const [name, bytes] of activationColumns(concepts, order)) columns.set(name, bytes);
  const fieldNumber = new Map((map.fields ?? []).map(({ id }, i) => [id, i]));
  if (fieldNumber.size > 0) columns.set('field', fieldColumn(papers, fieldNumber));
  if (abstracts !== null) columns.set('abstract', lines(order.map((i) => abstracts[i]!)));
  return {
    head: {
      title: map.title,
      ...(typeof map.about === 'string' && { about: map.about }),
      made: map.made,
      quality: map.quality,
      unplaced: map.unplaced.count,
      count: papers.length,
      box,
      firstYear,
      topics: packTopics(map, topicNumber, paperNumber, concepts, fieldNumber),
      hasAbstracts: abstracts !== null,
      ...(map.fresh && map.fresh.papers.length > 0 && { fresh: packFresh(map.fresh, order) }),
      ...(concepts.length > 0 && {
        concepts: concepts.map(({ id, label, growth, papers: { length } }) => ({
          id,
          label,
          growth,
          papers: length,
        })),
      }),
      ...(fieldNumber.size > 0 && {
        fields: packFields(map, fieldNumber),
        colouredFields: colouredFields(map, fieldNumber),
      }),
    },
    columns: new Map(
      COLUMNS.flatMap((name) => (columns.has(name) ? [[name, columns.get(name)!] as const] : [])),
    ),
  };
}

/** In the page's own order of papers. */
function packFresh({ day, papers }: PageFresh, order: ArrayLike<number>): PageFresh {
  const fresh = new Set(papers);
  return { day, papers: Array.from(order, (i, n) => (fresh.has(i) ? n : -1)).filter((n) => n >= 0) };
}

function packTopics(
  { topics }: PageMap,
  topicNumber: ReadonlyMap<string, number>,
  paperNumber: ReadonlyMap<string, number>,
  concepts: readonly PageConcept[],
  fieldNumber: ReadonlyMap<string, number>,
): PackedTopic[] {
  const conceptNumber = new Map(concepts.map(({ id }, k) => [id, k]));
  const areas = areaIds(topics);
  const numbers = (ids: readonly string[], of: ReadonlyMap<string, number>): number[] =>
    ids.flatMap((id) => of.get(id) ?? []);
  return topics.map(
    ({
      id,
      label,
      terms,
      size,
      x,
      y,
      years,
      parent,
      exemplars,
      related,
      overTime,
      concepts: typical = [],
      labelSource = 'terms',
      stability = null,
      fields = [],
    }) => ({
      id,
      label,
      size,
      x,
      y,
      years,
      terms: terms.slice(0, TERMS).map(({ term }) => term),
      parent: parent === null ? -1 : (topicNumber.get(parent) ?? -1),
      isArea: areas.has(id),
      exemplars: numbers(exemplars, paperNumber),
      related: numbers(
        related.slice(0, RELATED).map((one) => one.id),
        topicNumber,
      ),
      reason: overTime.reason,
      source: labelSource,
      isLoose: isLoose(stability),
      ...(fieldNumber.size > 0 && {
        fields: fields.flatMap(({ id, share }) => {
          const number = fieldNumber.get(id);
          return number === undefined ? [] : [{ number, share }];
        }),
      }),
      ...(concepts.length > 0 && {
        concepts: numbers(
          typical.map((one) => one.id),
          conceptNumber,
        ),
      }),
    }),
  );
}

function packFields({ fields = [] }: PageMap, fieldNumber: ReadonlyMap<string, number>): PackedField[] {
  return fields.map(({ name, broader, url }) => ({
    name,
    broader: broader === null ? -1 : (fieldNumber.get(broader) ?? -1),
    ...(url !== null && { url }),
  }));
}

/** Fields with a colour of their own: more hues than these nobody tells apart. */
const COLOURED = 12;

/** The fields that topics are made of, by the papers that they have there. */
function colouredFields({ topics }: PageMap, fieldNumber: ReadonlyMap<string, number>): number[] {
  const areas = areaIds(topics);
  const papers = new Map<number, number>();
  for (const { id, size, fields = [] } of topics) {
    if (areas.has(id)) continue;
    for (const { id: field, share } of fields) {
      const number = fieldNumber.get(field);
      if (number !== undefined) papers.set(number, (papers.get(number) ?? 0) + share * size);
    }
  }
  return [...papers]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, COLOURED)
    .map(([number]) => number);
}

function fieldColumn(papers: readonly PagePaper[], fieldNumber: ReadonlyMap<string, number>): Uint8Array {
  const bytes: number[] = [];
  for (const { fields = [] } of papers) {
    const numbers = fields.flatMap(({ id }) => fieldNumber.get(id) ?? []);
    bytes.push(numbers.length);
    for (const number of numbers) pushVarint(bytes, number);
  }
  return Uint8Array.from(bytes);
}

function step(value: number, from: number, across: number): number {
  return across === 0 ? 0 : Math.round((65535 * (value - from)) / across);
}

function differences(values: readonly number[]): number[] {
  return values.map((value, i) => zigzag(value - (values[i - 1] ?? 0)) & 0xffff);
}

/** Small numbers of either sign as small numbers: 0, -1, 1, -2 … become 0, 1, 2, 3 …; in 16 bits, wrapped. */
function zigzag(value: number): number {
  const wrapped = (value << 16) >> 16;
  return (wrapped << 1) ^ (wrapped >> 15);
}

/** Low bytes of all, then high bytes of all: the high ones are nearly all the same. */
function words(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(2 * values.length);
  values.forEach((value, i) => {
    bytes[i] = value & 255;
    bytes[values.length + i] = value >> 8;
  });
  return bytes;
}

function lines(values: readonly (string | null)[]): Uint8Array {
  return new TextEncoder().encode(values.map((value) => (value ?? '').replaceAll('\n', ' ')).join('\n'));
}

function neighborColumns(
  papers: readonly PagePaper[],
  numberOf: ReadonlyMap<string, number>,
): [Column, Uint8Array][] {
  const numbers: number[] = [];
  const similarities: number[] = [];
  papers.forEach(({ neighbors }, own) => {
    const known = neighbors.filter(({ id }) => numberOf.has(id)).slice(0, NEIGHBORS);
    numbers.push(known.length);
    for (const { id, similarity } of known) {
      const apart = numberOf.get(id)! - own;
      pushVarint(numbers, apart < 0 ? -2 * apart - 1 : 2 * apart);
      similarities.push(Math.round(100 * Math.max(0, similarity)));
    }
  });
  return [
    ['neighbors', Uint8Array.from(numbers)],
    ['similarity', Uint8Array.from(similarities)],
  ];
}

/** `order`: the number in the map of each paper of the page. */
function activationColumns(
  concepts: readonly PageConcept[],
  order: readonly number[],
): [Column, Uint8Array][] {
  const numberOf = new Int32Array(order.length);
  order.forEach((i, own) => (numberOf[i] = own));
  const numbers: number[] = [];
  const strengths: number[] = [];
  for (const { papers, strengths: given } of concepts) {
    const found = Array.from(papers, (i, n) => ({ own: numberOf[i]!, strength: given[n]! })).sort(
      (a, b) => a.own - b.own,
    );
    let before = -1;
    for (const { own, strength } of found) {
      pushVarint(numbers, own - before);
      strengths.push(Math.min(STRENGTHS, Math.round(STRENGTHS * strength)));
      before = own;
    }
  }
  return [
    ['activations', Uint8Array.from(numbers)],
    ['strength', Uint8Array.from(strengths)],
  ];
}

/** Seven bits a byte, the lowest first; the eighth says that there are more. */
function pushVarint(numbers: number[], value: number): void {
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) numbers.push((rest & 127) | 128);
  numbers.push(rest);
}
