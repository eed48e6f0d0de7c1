/** All words of the page. */
import type { PageHead } from '../../types.js';

const number = (n: number): string => n.toLocaleString('en');
const papers = (n: number): string => `${number(n)} ${n === 1 ? 'paper' : 'papers'}`;

const KINDS = { paper: 'paper', topic: 'topic', compare: 'topic', concept: 'concept' } as const;

export const STRINGS = {
  number,
  papers,
  of: (n: number, all: number): string => (n === all ? papers(all) : `${number(n)} of ${papers(all)}`),
  search: 'Search titles, abstracts and authors',
  searchSlim: 'Search titles and authors',
  ask: 'Ask in plain words',
  /** `all` were found, `having` of them with all words; other choices leave `shown` of them. */
  found(shown: number, all: number, having: number): string {
    if (all === 0) return 'No paper found';
    if (shown < all) return `${number(shown)} of ${papers(all)} found`;
    if (having === all) return `${papers(all)} found`;
    const rest = all - having;
    return having === 0
      ? `No paper has all the words; ${number(rest)} near, best first`
      : `${papers(having)} with all the words, ${number(rest)} near`;
  },
  nearTo: (title: string): string => `No word of the question, but near to “${title}”`,
  noIdentifier: (name: string): string => `No paper here has the identifier ${name}.`,
  corrected: (word: string, terms: readonly string[]): string =>
    `No paper has “${word}”: searched for ${terms.map((term) => `“${term}…”`).join(', ')} as well.`,
  noPhrase: 'No paper has the quoted phrase: its words were searched one by one.',
  unknownWords: (words: readonly string[]): string => `In no paper: ${words.join(', ')}.`,
  answered(shown: number, n: number): string {
    if (n === 0) return 'No paper found';
    const all = n === 1 ? 'he nearest paper' : `he ${number(n)} nearest papers, best first`;
    return shown === n ? `T${all}` : `${number(shown)} of t${all}`;
  },
  asking: 'Asking …',
  unanswered: 'The server does not answer: these papers have the words.',
  missing: (what: keyof typeof KINDS, id: string): string => `This map has no ${KINDS[what]} ${id}.`,
  unpacking: 'Abstracts are still being unpacked.',
  topics: 'Topics',
  unplaced: 'unplaced',
  allPapers: 'All papers',
  more: (n: number): string => `Show ${number(n)} more`,
  close: 'Close',
  nearest: 'Nearest papers',
  nearestTopic: (label: string): string => `Unplaced; nearest topic: ${label}`,
  trust: (percent: number): string =>
    `Place on the map: ${trustWord(percent)}. ${percent} % of its nearest papers lie near it here too.`,
  noAbstract: 'No abstract.',
  slim: 'This page was made without abstracts.',
  doi: 'DOI',
  arxiv: 'arXiv',
  link: 'Open',
  fields: 'Fields',
  share: (part: number): string => `${Math.round(100 * part)} %`,
  mixes: (names: readonly string[]): string => `Mixes fields: ${names.join(', ')}.`,
  loose: 'Holds together badly: in random parts of the papers it is seldom found again.',
  sources: {
    vocabulary: 'Named after a research field.',
    terms: 'Named by the terms of its papers.',
    model: 'Named by a language model.',
    person: 'Named by hand.',
  },
  terms: 'Terms',
  central: 'Central papers',
  related: 'Related topics',
  inTopic: 'Papers',
  compare: 'Compare with',
  noComparison: 'choose a topic',
  between: (a: string, b: string): string => `${a} and ${b}`,
  shared: 'Terms of both',
  onlyIn: (label: string): string => `Only in ${label}`,
  bridges: 'Papers between them',
  noBridges: 'No paper has nearest papers in both.',
  bridge: (a: number, b: number): string => `${a} of its nearest papers in the one, ${b} in the other`,
  none: 'none',
  perYear: 'Papers by year',
  perYearIn: (year: number, n: number): string => `${year}: ${papers(n)}`,
  fromYear: 'From year',
  toYear: 'To year',
  years: (from: number, to: number): string => (from === to ? String(from) : `${from} to ${to}`),
  selection: 'Selection',
  details: 'Details',
  picked: (n: number): string => `${number(n)} picked`,
  words: (q: string): string => `“${q}”`,
  drop: (what: string): string => `Without ${what}`,
  list: 'List',
  copy: 'Copy',
  copied: 'Copied.',
  notCopied: 'This browser does not let the page copy: save instead.',
  save: 'Save',
  saved: (name: string): string => `Saved as ${name}.`,
  format: 'Format',
  saveThese: (n: number): string => `Save ${n === 1 ? 'this paper' : `these ${papers(n)}`}:`,
  first: 'First papers',
  newest: 'Newest papers',
  nearness:
    'Only nearness counts: papers that are alike lie close together. Directions and axes mean nothing.',
  decide: 'Decide',
  star: 'Star',
  starred: 'starred',
  starredOnes: 'Starred',
  notedOnes: 'With a note',
  decisions: {
    include: { act: 'Include', done: 'included', group: 'Included', sign: '✓' },
    maybe: { act: 'Maybe', done: 'maybe', group: 'Maybe', sign: '?' },
    exclude: { act: 'Exclude', done: 'excluded', group: 'Excluded', sign: '✕' },
  },
  note: 'Your note',
  readingList: 'Reading list',
  readingCount: (n: number): string => `★ ${number(n)}`,
  readingEmpty: 'Nothing yet: open a paper and star, include or exclude it, or write a note.',
  readingKept: 'Kept in this browser only. Save it as a file to keep it, or to open it in another browser.',
  notKept: 'This browser keeps nothing for this page: save the list as a file.',
  saveMarks: 'Save the list',
  openMarks: 'Open a list …',
  savedMarks: (name: string): string =>
    `Saved as ${name}. “Open a list …” reads it again, and \`fieldmap mark --from ${name}\` takes it into the library.`,
  noMarks: 'This is no reading list: a file that “Save the list” has written is needed.',
  missingPicked: 'The papers that were picked by hand are not on this map.',
  figure: 'Save the picture',
  noPicture: 'This browser makes no PNG of this picture: save the SVG.',
  play: 'Play the years',
  stop: 'Stop',
  made: 'How this map was made',
  colourBy: 'Colour by',
  byTopic: 'topic',
  byYear: 'year',
  byField: 'field',
  otherFields: 'other fields',
  colours: 'Colours',
  byConcept: 'concept',
  concept: 'Concept',
  conceptOption: (label: string, n: number): string => `${label} (${number(n)})`,
  trends: { rising: 'Rising', fading: 'Fading', neither: 'The others' },
  growth: (times: number): string => `share of papers ×${times.toFixed(1)} in the last 3 years`,
  concepts: 'Concepts',
  colourByThis: 'Colour the map by this concept',
  weak: 'weak',
  strong: 'strong',
  noYear: 'grey: no year',
  before: (year: number): string => `${year} and before`,
  after: (year: number): string => `${year} and after`,
  mapLabel:
    'Map of the papers. Arrow keys move, plus and minus zoom, 0 shows everything, Enter opens the paper in the middle, ' +
    'Space picks it. The same papers are in the list beside the map.',
  failed: 'This browser cannot unpack the map: one from 2023 or later is needed.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  whole: 'Show everything',
  lasso: 'Draw round papers to pick them',
  showTopics: 'Topics beside the map',
  newMap: 'There is a new map.',
  reload: 'Reload',
  facts: {
    papers: 'Papers',
    unplaced: 'Unplaced: near no topic',
    software: 'Software',
    model: 'Model',
    hash: 'Its sha256',
    seed: 'Seed',
    input: 'sha256 of the papers’ ids and texts',
    trustworthiness: 'Trustworthiness',
    trustworthinessNote: (k: number): string =>
      `Are papers that are near here near in truth? 1: all, looking at ${k} nearest.`,
    kept: 'Nearest papers kept',
    keptNote: (k: number): string =>
      `Share of the ${k} nearest papers that are nearest here too. A list of nearest papers says more than a place.`,
  },
  repeat: 'To make it again from the same papers',
  continued: (placed: number): string =>
    `The same papers alone do not give it again: ${placed > 0 ? `it grew, ${papers(placed)} placed on it after its topics were found` : 'it continues an earlier map, or topics were named or joined by hand'}. Its topic-map.json does:`,
  check: 'To check this map against its topic-map.json',
  cite: 'To cite it',
  citation: ({ title, count, made }: Pick<PageHead, 'title' | 'count' | 'made'>): string =>
    `“${title}”, map of ${papers(count)}, made with fieldmap ${made.fieldmap} (model ${made.model.id}, seed ${made.seed}, input sha256 ${made.input.slice(0, 16)}).`,
  keys: 'Keys',
  keyList: [
    ['/', 'search'],
    ['Esc', 'back to everything'],
    ['← ↑ ↓ →', 'move the map'],
    ['+ −', 'zoom'],
    ['0', 'everything'],
    ['Enter', 'open the paper in the middle'],
    ['Space', 'pick it'],
    ['Shift + drag', 'draw round papers'],
    ['Shift + click', 'pick a paper'],
    ['s', 'star the open paper'],
    ['i m x', 'include it, maybe, exclude it'],
  ],
} as const;

function trustWord(percent: number): string {
  if (percent >= 50) return 'says much';
  return percent >= 20 ? 'says something' : 'says little';
}
