/** Papers picked by hand, as a part of the address: by id while that is short, else by their numbers on this very map. */
import { readVarints } from '../data/varint.js';

/** Ids outlive the map; a longer address is cut off by mail programs and chats. */
const LONGEST = 1500;
const PACKED = '~';

/** `map`: tells this map from others. */
export function writePicked(picked: Iterable<number>, ids: readonly string[], map: string): string {
  const papers = [...picked].sort((a, b) => a - b);
  const named = papers.map((paper) => encodeURIComponent(ids[paper]!)).join(',');
  if (named.length <= LONGEST) return named;
  const bytes: number[] = [];
  let before = -1;
  for (const paper of papers) {
    let step = paper - before;
    for (; step > 127; step >>>= 7) bytes.push((step & 127) | 128);
    bytes.push(step);
    before = paper;
  }
  const packed = btoa(String.fromCharCode(...bytes));
  return `${PACKED}${map}${PACKED}${packed.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** Null for papers of another map, or none that is here. */
export function readPicked(
  text: string,
  numberOf: ReadonlyMap<string, number>,
  map: string,
): ReadonlySet<number> | null {
  const papers = text.startsWith(PACKED)
    ? unpacked(text, numberOf.size, map)
    : text.split(',').flatMap((id) => numberOf.get(decoded(id)) ?? []);
  return papers.length === 0 ? null : new Set(papers);
}

function unpacked(text: string, count: number, map: string): number[] {
  const [, of, packed = ''] = text.split(PACKED);
  if (of !== map) return [];
  const papers: number[] = [];
  try {
    const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (one) =>
      one.charCodeAt(0),
    );
    const next = readVarints(bytes);
    const steps = bytes.reduce((sum, byte) => sum + (byte < 128 ? 1 : 0), 0);
    for (let i = 0, paper = -1; i < steps; i++) papers.push((paper += next()));
  } catch {
    return [];
  }
  return papers.filter((paper) => paper >= 0 && paper < count);
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
