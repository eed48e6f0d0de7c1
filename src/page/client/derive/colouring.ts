/**
 * What the points are coloured by. To add another: a function that gives a `Colouring`, and a line in `COLOURINGS`.
 */
import { noneColour, topicColours } from '../../../looks/index.js';
import type { Data } from '../data/types.js';
import { activationClasses, activationYears, type Activations } from '../data/activations.js';
import { fieldClasses, type Fields } from '../data/fields.js';
import { STRINGS } from '../data/strings.js';

export interface Colouring {
  /** `#rrggbb` by class. */
  readonly palette: readonly string[];
  /** Per paper: its class, a number in `palette`. */
  readonly classes: Uint16Array;
  /** Ends of a scale, for a legend; null where labels on the map say what is what. */
  readonly scale: Scale | null;
  /** What each colour stands for, where names are needed. */
  readonly entries: readonly Entry[] | null;
  /** So many papers are told from all others, which stand back; null where all are alike. */
  readonly front: number | null;
}

export interface Entry {
  readonly name: string;
  readonly colour: string;
}

interface Scale {
  readonly name?: string;
  readonly from: string;
  readonly to: string;
  readonly colours: readonly string[];
  /** What else the colours say. */
  readonly note?: string;
  /** Papers by year, first and last year of the map, and how a share of the papers grew; null: not known. */
  readonly overTime?: {
    readonly years: Readonly<Record<number, number>>;
    readonly range: readonly [number, number];
    readonly growth: number | null;
  };
}

/** A concept, and which papers have it; null until that is unpacked. */
export interface ShownConcept {
  readonly number: number;
  readonly activations: Activations | null;
}

/** What colourings need beside places, topics and years. */
export interface Given {
  /** The concept that was chosen last, if any. */
  readonly concept: ShownConcept | null;
  /** Null until they are unpacked, and where there are none. */
  readonly fields: Fields | null;
}

export type ColouringName = keyof typeof COLOURINGS;

export const COLOURINGS = {
  topic: { label: STRINGS.byTopic, isOffered: () => true, make: byTopic },
  year: { label: STRINGS.byYear, isOffered: (data: Data) => yearRange(data) !== null, make: byYear },
  field: {
    label: STRINGS.byField,
    isOffered: ({ head }: Data) => (head.colouredFields?.length ?? 0) > 1,
    make: byField,
  },
  concept: {
    label: STRINGS.byConcept,
    isOffered: ({ head }: Data) => head.concepts !== undefined,
    make: byConcept,
  },
} as const satisfies Record<
  string,
  {
    label: string;
    isOffered(data: Data): boolean;
    make(data: Data, dark: boolean, given: Given): Colouring;
  }
>;

function byTopic(data: Data, dark: boolean): Colouring {
  return {
    palette: [noneColour(dark), ...topicColours(data.head.topics, dark)],
    classes: Uint16Array.from(data.topic, (topic) => topic + 1),
    scale: null,
    entries: null,
    front: null,
  };
}

/** Cividis (Nuñez, Anderton and Renslow 2018), which every eye reads alike; the newest stands out from the ground. */
const CIVIDIS = [
  '#00224e',
  '#123570',
  '#3b496c',
  '#575d6d',
  '#707173',
  '#8a8678',
  '#a59c74',
  '#c3b369',
  '#e1cc55',
  '#fee838',
];

function byYear(data: Data, dark: boolean): Colouring {
  const colours = dark ? CIVIDIS.slice(2) : CIVIDIS.slice(0, 8).reverse();
  const years = yearRange(data);
  const [first, last] = years ?? [0, 0];
  const [from, to] = mostYears(data.year);
  const place = (year: number): number =>
    to === from ? 1 : Math.min(1, Math.max(0, (year - from) / (to - from)));
  return {
    palette: [noneColour(dark), ...colours],
    classes: Uint16Array.from(data.year, (year) =>
      year === 0 ? 0 : 1 + Math.round(place(year) * (colours.length - 1)),
    ),
    scale: years && {
      from: from > first ? STRINGS.before(from) : String(from),
      to: to < last ? STRINGS.after(to) : String(to),
      colours,
      ...(data.year.includes(0) && { note: STRINGS.noYear }),
    },
    entries: null,
    front: null,
  };
}

/** One hue, away from the ground as it gets stronger, and apart from the grey of the others for every eye. */
const STRENGTHS = {
  light: ['#f3a25c', '#e88a3a', '#d8711d', '#c25a0c', '#a64706', '#883703', '#6b2902'],
  dark: ['#9a4a14', '#b55b1b', '#cf6f27', '#e6863c', '#f5a05c', '#fdbd86', '#ffdab8'],
} as const;

function byField({ head, count }: Data, dark: boolean, { fields }: Given): Colouring {
  const coloured = head.colouredFields!;
  const colours = topicColours(
    coloured.map((_, rank) => ({ x: rank, y: 0, size: coloured.length - rank, isArea: false })),
    dark,
  );
  const none = noneColour(dark);
  return {
    palette: [none, ...colours],
    classes: fields === null ? new Uint16Array(count) : fieldClasses(fields, head.fields!, coloured),
    scale: null,
    entries: [
      ...coloured.map((field, i) => ({ name: head.fields![field]!.name, colour: colours[i]! })),
      { name: STRINGS.otherFields, colour: none },
    ],
    front: null,
  };
}

function byConcept(data: Data, dark: boolean, { concept }: Given): Colouring {
  const colours = STRENGTHS[dark ? 'dark' : 'light'];
  const { number, activations } = concept!;
  const { label, papers, growth } = data.head.concepts![number]!;
  const range = yearRange(data);
  const showsYears = activations !== null && range !== null && range[0] < range[1];
  return {
    palette: [noneColour(dark), ...colours],
    classes:
      activations === null
        ? new Uint16Array(data.count)
        : activationClasses(activations, number, data.count, colours.length),
    scale: {
      name: `${label} · ${STRINGS.papers(papers)}`,
      from: STRINGS.weak,
      to: STRINGS.strong,
      colours,
      ...(showsYears && {
        overTime: { years: activationYears(activations, number, data.year), range, growth },
      }),
    },
    entries: null,
    front: papers,
  };
}

/** Papers of a hundred beyond each end of the scale of years at most: one old paper would make all others of one colour. */
const BEYOND = 0.02;

/** The years that the scale goes over; 0 and 0 where no paper has one. */
export function mostYears(year: Uint16Array): readonly [number, number] {
  const known = year.filter((one) => one !== 0).sort();
  const out = Math.floor(BEYOND * known.length);
  return [known[out] ?? 0, known[known.length - 1 - out] ?? 0];
}

/** First and last year; null where no paper has one. */
export function yearRange({ year }: Data): readonly [number, number] | null {
  let [from, to] = [Infinity, 0];
  for (const one of year) {
    if (one === 0) continue;
    from = Math.min(from, one);
    to = Math.max(to, one);
  }
  return to === 0 ? null : [from, to];
}
