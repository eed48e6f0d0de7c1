/** Reads the columns of the page. Places and topics come at once, texts and abstracts when they are unpacked. */
import { fromPrintable } from '../../printable.js';
import { readFields } from './fields.js';
import { readActivations } from './activations.js';
import { readVarints } from './varint.js';
import type { Column, PageHead } from '../../types.js';
import type { Abstracts, Data, Lines, Neighbors, Texts } from './types.js';

export async function readData(): Promise<Data> {
  const head = JSON.parse(new TextDecoder().decode(await column('head'))) as PageHead;
  const { box, count } = head;
  const [xy, topics, years] = await Promise.all([column('xy'), column('topic'), column('year')]);
  const steps = words(xy, 2 * count);
  const points = new Float32Array(2 * count);
  for (let i = 0, x = 0, y = 0; i < count; i++) {
    x = (x + unzigzag(steps[i]!)) & 0xffff;
    y = (y + unzigzag(steps[count + i]!)) & 0xffff;
    points[2 * i] = box.left + (box.width * x) / 65535;
    points[2 * i + 1] = -(box.bottom + (box.height * y) / 65535);
  }
  const topic = Int16Array.from(words(topics, count), (value) => value - 1);
  const texts = parsed().then(() => readTexts(head, topic));
  return {
    head,
    count,
    points,
    topic,
    year: words(years, count).map((value) => (value === 0 ? 0 : value - 1 + head.firstYear)),
    texts,
    abstracts: head.hasAbstracts ? texts.then(() => readAbstracts(count)) : null,
  };
}

async function readTexts({ count, concepts, fields }: PageHead, topic: Int16Array): Promise<Texts> {
  const names = ['title', 'authors', 'venue', 'id', 'doi', 'url'] as const;
  const bytes = await Promise.all(names.map((name) => column(name)));
  const [title, authors, venue, id, doi, url] = bytes.map((one) =>
    count === 0 ? [] : new TextDecoder().decode(one).split('\n'),
  ) as [string[], string[], string[], string[], string[], string[]];
  const [near, trust, neighbors, similarities] = await Promise.all([
    column('nearest'),
    column('trust'),
    column('neighbors'),
    column('similarity'),
  ]);
  const activations = concepts && (await Promise.all([column('activations'), column('strength')]));
  return {
    id,
    title,
    titleLines: linesOf(bytes[0]!, count),
    venue,
    url,
    trust,
    authors: authors.map((names) => (names === '' ? [] : names.split('\t'))),
    doi: doi.map((one, i) => (one === '=' ? id[i]! : one)),
    nearest: Int16Array.from(words(near, count), (value, i) => (topic[i]! >= 0 ? topic[i]! : value - 1)),
    neighbors: readNeighbors(neighbors, similarities, count),
    activations:
      activations === undefined
        ? null
        : readActivations(
            ...activations,
            concepts!.map(({ papers }) => papers),
          ),
    fields: fields === undefined ? null : readFields(await column('field'), count),
    numberOf: new Map(id.map((one, i) => [one, i])),
  };
}

async function readAbstracts(count: number): Promise<Abstracts> {
  const lines = linesOf(await column('abstract'), count);
  const { bytes, starts } = lines;
  const decoder = new TextDecoder();
  return { lines, of: (paper) => decoder.decode(bytes.subarray(starts[paper], starts[paper + 1]! - 1)) };
}

function linesOf(bytes: Uint8Array, count: number): Lines {
  const starts = new Uint32Array(count + 1);
  for (let i = 1, at = -1; i <= count; i++) {
    at = bytes.indexOf(10, at + 1);
    if (at < 0) at = bytes.length;
    starts[i] = at + 1;
  }
  return { bytes, starts };
}

function readNeighbors(bytes: Uint8Array, similarities: Uint8Array, count: number): Neighbors {
  const offsets = new Uint32Array(count + 1);
  const papers = new Uint32Array(similarities.length);
  const next = readVarints(bytes);
  let filled = 0;
  for (let i = 0; i < count; i++) {
    for (let left = next(); left > 0; left--) papers[filled++] = i + unzigzag(next());
    offsets[i + 1] = filled;
  }
  return { offsets, papers, similarities };
}

/** Unpacks a column and lets go of its text. */
async function column(name: Column | 'head'): Promise<Uint8Array> {
  const holder = document.getElementById(`data-${name}`)!;
  const packed = fromPrintable(holder.textContent, Number(holder.dataset['size']));
  holder.remove();
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The columns after the script are there. */
function parsed(): Promise<void> {
  return new Promise((resolve) => {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => resolve());
    else resolve();
  });
}

function words(bytes: Uint8Array, count: number): Uint16Array {
  return Uint16Array.from({ length: count }, (_, i) => bytes[i]! | (bytes[count + i]! << 8));
}

function unzigzag(value: number): number {
  return (value >>> 1) ^ -(value & 1);
}
