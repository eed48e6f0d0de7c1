/** What the page needs of a topic map: a part of `topic-map.json`, told by shape so that the stage stands alone. */

export interface PagePaper {
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number | null;
  readonly venue: string | null;
  readonly doi: string | null;
  readonly url: string | null;
  readonly x: number;
  readonly y: number;
  readonly topic: string | null;
  readonly nearestTopic: string | null;
  readonly placeTrust: number | null;
  readonly neighbors: readonly { readonly id: string; readonly similarity: number }[];
  /** Its research fields, the nearest first. */
  readonly fields?: readonly { readonly id: string }[];
}

export interface PageTopic {
  readonly id: string;
  readonly label: string;
  readonly terms: readonly { readonly term: string; readonly weight: number }[];
  readonly size: number;
  readonly exemplars: readonly string[];
  readonly parent: string | null;
  readonly related: readonly { readonly id: string; readonly similarity: number }[];
  readonly x: number;
  readonly y: number;
  readonly years: Readonly<Record<string, number>>;
  readonly overTime: { readonly reason: string | null };
  /** The most typical first. */
  readonly concepts?: readonly { readonly id: string }[];
  readonly labelSource?: LabelSource;
  /** Null: not known. */
  readonly stability?: number | null;
  /** The fields of its papers, the most frequent first. */
  readonly fields?: readonly { readonly id: string; readonly share: number }[];
}

/** Where a label comes from: a vocabulary of research fields, the papers' own terms, a language model, a person. */
export type LabelSource = 'vocabulary' | 'terms' | 'model' | 'person';

/** A research field of the vocabulary that topics are named from. */
export interface PageField {
  readonly id: string;
  readonly name: string;
  readonly broader: string | null;
  readonly url: string | null;
}

/** A concept and the papers that have it. */
export interface PageConcept {
  readonly id: string;
  readonly label: string;
  /** Its share of all papers in the last three years over its share before; null: too few papers with a year. */
  readonly growth: number | null;
  /** Numbers in the map's `papers`. */
  readonly papers: ArrayLike<number>;
  /** How strongly, one for each of `papers`: its share of the paper's length, 0..1 or slightly more. */
  readonly strengths: ArrayLike<number>;
}

export interface PageMade {
  readonly sentence: string;
  readonly fieldmap: string;
  readonly seed: number;
  readonly parameters: Readonly<Record<string, string | number | boolean | null>>;
  readonly model: { readonly id: string; readonly hash: string; readonly dimensions: number };
  readonly input: string;
  /** How many of the papers were placed after the topics were found. */
  readonly placed?: number;
  /** Made from more than the papers: an earlier map, or names and merges by hand. */
  readonly continued?: boolean;
}

export interface PageMap {
  readonly title: string;
  /** What all papers are about, in a vocabulary's words. */
  readonly about?: string | null;
  readonly made: PageMade;
  readonly papers: readonly PagePaper[];
  readonly topics: readonly PageTopic[];
  readonly unplaced: { readonly count: number };
  readonly quality: {
    readonly trustworthiness: number | null;
    readonly neighborsKept: number | null;
    readonly neighbors: number;
  };
  /** Without, or with none that a paper has, the page has no word of concepts. */
  readonly activations?: readonly PageConcept[];
  /** Without any, the page has no word of fields. */
  readonly fields?: readonly PageField[];
  /** The papers of the last day on which some came in, unless it was the first: numbers in `papers`. */
  readonly fresh?: PageFresh;
}

export interface PageFresh {
  /** `2026-03-31` */
  readonly day: string;
  readonly papers: readonly number[];
}

/** A topic as the client gets it: other topics and papers by number. */
export interface PackedTopic extends Pick<PageTopic, 'id' | 'label' | 'size' | 'x' | 'y' | 'years'> {
  readonly terms: readonly string[];
  /** Number of its area, -1 for none. */
  readonly parent: number;
  readonly isArea: boolean;
  readonly exemplars: readonly number[];
  readonly related: readonly number[];
  readonly reason: string | null;
  /** Left out of a map without concepts. */
  readonly concepts?: readonly number[];
  readonly source: LabelSource;
  /** It is found again in less than half of the random parts of the papers. */
  readonly isLoose: boolean;
  /** Numbers in the head's list, with their shares of the papers; left out of a map without fields. */
  readonly fields?: readonly { readonly number: number; readonly share: number }[];
}

/** A field as the client gets it. */
export interface PackedField extends Pick<PageField, 'name'> {
  /** Number of the field above it, -1 for none. */
  readonly broader: number;
  readonly url?: string;
}

/** A concept as the client gets it; those of most papers first. */
export interface PackedConcept extends Pick<PageConcept, 'id' | 'label' | 'growth'> {
  /** How many papers have it. */
  readonly papers: number;
}

/** What the page shows first, beside places and topics of the papers. */
export interface PageHead {
  readonly title: string;
  /** Left out where it is not known. */
  readonly about?: string;
  readonly made: PageMade;
  readonly quality: PageMap['quality'];
  readonly unplaced: number;
  readonly count: number;
  /** Where the papers lie: a coordinate is `left + width × step / 65535`, y likewise upwards from `bottom`. */
  readonly box: {
    readonly left: number;
    readonly bottom: number;
    readonly width: number;
    readonly height: number;
  };
  /** The year that 1 stands for in the column of years; 0 stands for none. */
  readonly firstYear: number;
  readonly topics: readonly PackedTopic[];
  /** False in a slim page. */
  readonly hasAbstracts: boolean;
  /** Left out where there are none. */
  readonly concepts?: readonly PackedConcept[];
  /** Left out where there are none. */
  readonly fields?: readonly PackedField[];
  /** New papers by their numbers on the page, ascending; left out where there are none. */
  readonly fresh?: PageFresh;
  /** Numbers of the fields that have a colour, those of most papers first. */
  readonly colouredFields?: readonly number[];
}

/** Steps that a concept's strength, 0..1 of a paper's length, is kept in: finer ones no shade of colour shows. */
export const STRENGTHS = 20;

/**
 * The columns of the page, each packed by itself, in the order in which they stand in the file; paper by paper in an
 * order of the page's own. The first four are all that the first picture takes.
 *
 * `xy`, `topic`, `nearest`, `year`: 16 bits each, low bytes first, then high bytes. `xy`: differences to the paper
 * before, x of all, then y of all. `topic`: number + 1, 0 for none; `nearest` likewise, 0 also where it is the topic.
 * `trust`: percent, 255 for none. `neighbors`: how many, then differences to its own number (zigzag, 7 bits a byte).
 * `similarity`: percent, for each neighbour. `activations`: for each concept the differences from paper to paper that has
 * it, the first from -1 (7 bits a byte; how many is in the head); `strength`: twentieths, for each of them; both are
 * left out where there are no concepts. `field`: for each paper how many, then their numbers in the head (7 bits a
 * byte); left out where there are none. Others: text, a line for each paper; authors parted by tabs; `doi` is `=` where
 * it is the id.
 */
export const COLUMNS = [
  'xy',
  'topic',
  'year',
  'title',
  'authors',
  'venue',
  'id',
  'doi',
  'url',
  'nearest',
  'trust',
  'neighbors',
  'similarity',
  'activations',
  'strength',
  'field',
  'abstract',
] as const;

export type Column = (typeof COLUMNS)[number];

/** Columns that stand before the script. */
export const FIRST_COLUMNS: ReadonlySet<Column> = new Set<Column>(['xy', 'topic', 'year']);
