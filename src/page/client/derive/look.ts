/** How the points and labels look: from what is asked for and what is chosen. */
import { noneColour, topicColours } from '../../../looks/index.js';
import type { Data } from '../data/types.js';
import { readable } from '../map/contrast.js';
import type { Look } from '../map/look.js';
import type { Wanted } from '../state/wanted.js';
import type { Chosen } from './chosen.js';
import { COLOURINGS, type Colouring } from './colouring.js';
import type { Fields } from '../data/fields.js';
import type { Activations } from '../data/activations.js';

export const GROUND = { light: '#fbfbf9', dark: '#14171b' } as const;
/** Where papers are densest. */
const DENSEST = { light: '#dfe1e4', dark: '#30353c' } as const;
const SHADES = 32;

/** Papers from which on they are many: points overlap, and a shade behind them says where most are. */
const MANY = 20_000;
const DENSE = 2_000;

export interface Picture {
  readonly look: Look;
  readonly scale: Colouring['scale'];
  readonly entries: Colouring['entries'];
  /** By topic, as in the list beside the map. */
  readonly topics: readonly string[];
  readonly none: string;
}

/** Columns that colourings may need; null until they are unpacked. */
export interface Unpacked {
  readonly activations: Activations | null;
  readonly fields: Fields | null;
}

export function pictureOf(
  data: Data,
  { colour, concept }: Wanted,
  { lit, papers }: Chosen,
  { activations, fields, isDark }: Unpacked & { readonly isDark: boolean },
): Picture {
  const shown = concept === null ? null : { number: concept, activations };
  const made = COLOURINGS[colour].make(data, isDark, { concept: shown, fields });
  const { palette, classes, scale, entries, front } = made;
  const ground = GROUND[isDark ? 'dark' : 'light'];
  const isMany = data.count > MANY;
  const topics = topicColours(data.head.topics, isDark);
  const bright = Math.min(front ?? Infinity, papers.length);
  const isFew = (front !== null || lit !== null) && bright < data.count / 20;
  return {
    look: {
      ground,
      palette,
      classes,
      lit,
      dimmed: 0,
      dim: isMany ? 0.13 : 0.35,
      bright: front === null && isMany && papers.length > 5_000 ? 0.6 : 0.88,
      behind: front === null ? null : isMany ? 0.25 : 0.45,
      grown: isFew ? 1.5 : 1,
      shades: data.count < DENSE ? null : shadesOf(ground, DENSEST[isDark ? 'dark' : 'light']),
      labels: colour === 'topic' ? topics.map((own) => readable(own, ground)) : null,
    },
    scale,
    entries,
    topics,
    none: noneColour(isDark),
  };
}

function shadesOf(from: string, to: string): string[] {
  return Array.from({ length: SHADES }, (_, i) => {
    const parts = [1, 3, 5].map((at) => {
      const [a, b] = [parseInt(from.slice(at, at + 2), 16), parseInt(to.slice(at, at + 2), 16)];
      return Math.round(a + ((b - a) * i) / (SHADES - 1));
    });
    return `#${parts.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  });
}
