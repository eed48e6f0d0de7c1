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
  readonly strength: number;
  readonly placeTrust: number | null;
  readonly neighbors: readonly { readonly id: string; readonly similarity: number }[];
}

export interface PageTopic {
  readonly id: string;
  readonly label: string;
  readonly terms: readonly { readonly term: string; readonly weight: number }[];
  readonly size: number;
  readonly exemplars: readonly string[];
  readonly parent: string | null;
  readonly x: number;
  readonly y: number;
  readonly years: Readonly<Record<string, number>>;
}

export interface PageMap {
  readonly title: string;
  readonly made: { readonly sentence: string };
  readonly papers: readonly PagePaper[];
  readonly topics: readonly PageTopic[];
  readonly unplaced: { readonly count: number };
  readonly quality: { readonly trustworthiness: number | null; readonly neighborsKept: number | null };
}

/** A paper as the client gets it: neighbours and topics by number, the abstract beside it. */
export interface PackedPaper extends Pick<PagePaper, 'id' | 'title' | 'authors' | 'year' | 'venue' | 'doi' | 'url'> {
  /** Number in `topics`, -1 when unplaced. */
  readonly topic: number;
  readonly nearest: number;
  readonly trust: number | null;
  readonly neighbors: readonly (readonly [paper: number, similarity: number])[];
  /** Null in a slim page. */
  readonly abstract: string | null;
}

/** What the page holds, packed. Coordinates lie apart: x and y of each paper in turn. */
export interface PageData {
  readonly title: string;
  readonly made: string;
  readonly quality: PageMap['quality'];
  readonly unplaced: number;
  readonly points: readonly number[];
  readonly papers: readonly PackedPaper[];
  readonly topics: readonly (Omit<PageTopic, 'id' | 'exemplars' | 'parent'> & {
    readonly id: string;
    /** Number of its area, -1 for none. */
    readonly parent: number;
    readonly isArea: boolean;
  })[];
}
