/** The map as the client wants it: numbers in place of ids, columns in place of records, and only what is shown. */
import { boxOf, areaIds, isLoose } from '../looks/index.js';
import { hilbertOrder } from './hilbert.js';
import {
  COLUMNS,
  STRENGTHS,
  type Column,
  type PackedConcept,
  type PackedField,
  type PackedTopic,
  type PageConcept,
  type PageFresh,
  type PageHead,
  type PageMap,
  type PagePaper,
  type PageTopic,
} from './types.js';

export interface Packed {
  readonly head: PageHead;
  readonly columns: ReadonlyMap<Column, Uint8Array>;
}

/** Nearest papers, related topics and terms that the page shows: each costs bytes for every paper or topic. */
const NEIGHBORS = 6;
const RELATED = 5;
const TERMS = 10;

/** Numbers in place of ids. */
interface Numbers {
  readonly topic: ReadonlyMap<string, number>;
  readonly paper: ReadonlyMap<string, number>;
  readonly concept: ReadonlyMap<string, number>;
  readonly field: ReadonlyMap<string, number>;
}

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
  // Those of most papers first: so they stand in the page's choice.
  const concepts = (map.activations ?? [])
    .filter((one) => one.papers.length > 0)
    .sort((a, b) => b.papers.length - a.papers.length);
  const numbers: Numbers = {
    topic: numbersOf(map.topics),
    paper: numbersOf(papers),
    concept: numbersOf(concepts),
    field: numbersOf(map.fields ?? []),
  };
  const firstYear = papers.reduce((least, { year }) => (year === null ? least : Math.min(least, year)), 9999);
  const columns = new Map<Column, Uint8Array>([
    [
      'xy',
      words([...differences(order.map((i) => steps[i]![0])), ...differences(order.map((i) => steps[i]![1]))]),
    ],
    ...paperColumns(papers, numbers, firstYear),
    ...(concepts.length > 0 ? activationColumns(concepts, order) : []),
  ]);
  if (numbers.field.size > 0) columns.set('field', fieldColumn(papers, numbers.field));
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
      topics: map.topics.map(topicPacker(map, numbers)),
      hasAbstracts: abstracts !== null,
      ...(map.fresh && map.fresh.papers.length > 0 && { fresh: packFresh(map.fresh, order) }),
      ...(concepts.length > 0 && { concepts: concepts.map(packConcept) }),
      ...(numbers.field.size > 0 && {
        fields: packFields(map, numbers.field),
        colouredFields: colouredFields(map, numbers.field),
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

function numbersOf(all: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  return new Map(all.map(({ id }, i) => [id, i]));
}

function paperColumns(
  papers: readonly PagePaper[],
  numbers: Numbers,
  firstYear: number,
): [Column, Uint8Array][] {
  const coded = (topic: string | null): number => (topic === null ? 0 : (numbers.topic.get(topic) ?? -1) + 1);
  const texts = (read: (paper: PagePaper) => string | null): Uint8Array => lines(papers.map(read));
  return [
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
    ...neighborColumns(papers, numbers.paper),
  ];
}

function packConcept({ id, label, growth, papers }: PageConcept): PackedConcept {
  return { id, label, growth, papers: papers.length };
}

function topicPacker({ topics }: PageMap, of: Numbers): (topic: PageTopic) => PackedTopic {
  const areas = areaIds(topics);
  const numbers = (all: readonly { readonly id: string }[], known: ReadonlyMap<string, number>): number[] =>
    all.flatMap(({ id }) => known.get(id) ?? []);
  return ({ id, label, size, x, y, years, ...topic }) => ({
    id,
    label,
    size,
    x,
    y,
    years,
    terms: topic.terms.slice(0, TERMS).map(({ term }) => term),
    parent: topic.parent === null ? -1 : (of.topic.get(topic.parent) ?? -1),
    isArea: areas.has(id),
    exemplars: topic.exemplars.flatMap((paper) => of.paper.get(paper) ?? []),
    related: numbers(topic.related.slice(0, RELATED), of.topic),
    reason: topic.overTime.reason,
    source: topic.labelSource ?? 'terms',
    isLoose: isLoose(topic.stability ?? null),
    ...(of.field.size > 0 && {
      fields: (topic.fields ?? []).flatMap(({ id: field, share }) => {
        const number = of.field.get(field);
        return number === undefined ? [] : [{ number, share }];
      }),
    }),
    ...(of.concept.size > 0 && { concepts: numbers(topic.concepts ?? [], of.concept) }),
  });
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
