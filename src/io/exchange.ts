/** Names shared by readers and writers, so that a paper reads back as it was written, and nothing else does. */

/** What `map` writes into its folder; reading a folder passes them over where the first of them is. */
export const MAP_FILE = 'topic-map.json';
export const MAP_FILES = [
  MAP_FILE,
  'papers.csv',
  'topics.csv',
  'map.html',
  'map.svg',
  'map.png',
  'neighbors.graphml',
  'atlas.jsonl',
  'atlas-labels.json',
] as const;

/** Field or note with the id of a paper that neither DOI nor title gives. */
export const ID_NAME = 'fieldmap-id';

/** Column and key of `Paper.extra` for the citation key of a paper that came with one. */
export const KEY_NAME = 'citation key';

/** Begins the keywords that hold a paper's topic, decision and star; reading leaves them out again. */
export const OWN_MARK = 'fieldmap: ';

/** BibTeX fields that may hold the venue; the first non-empty one counts. */
export const VENUE_FIELDS = [
  'journaltitle',
  'journal',
  'booktitle',
  'eventtitle',
  'maintitle',
  'publication',
  'series',
  'school',
  'institution',
  'organization',
] as const;
