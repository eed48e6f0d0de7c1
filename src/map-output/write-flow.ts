/** The flow diagram of a review (PRISMA 2020, Page et al. 2021) as SVG. */
import { clipped } from '../text/index.js';
import { FONT } from './write-svg.js';
import { xml } from '../text/index.js';

/** The numbers of a review. */
export interface Flow {
  /** Records identified, by source (file) in the order added. */
  readonly sources: readonly { readonly source: string; readonly records: number }[];
  readonly identified: number;
  /** Records that were joined with another one of the same paper. */
  readonly duplicates: number;
  /** Papers to be screened: `identified` less `duplicates`. */
  readonly papers: number;
  /** Papers decided on: included, excluded or maybe. */
  readonly screened: number;
  readonly excluded: number;
  /** Excluded papers by reason, the most frequent first; '' where none was given. */
  readonly reasons: readonly { readonly reason: string; readonly papers: number }[];
  readonly maybe: number;
  readonly included: number;
  /** Papers without a decision. */
  readonly left: number;
}

const WIDTH = 330;
const GAP = 60;
const LINE = 20;
const PAD = 12;
const LEFT = 60;
/** Sources and reasons named; the others are counted together. */
const MOST = 12;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly lines: readonly string[];
}

/** One SVG without scripts, links or fonts of its own; every text in it is escaped. */
export function writeFlow(flow: Flow): string {
  const right = LEFT + WIDTH + GAP;
  const identified = boxAt(LEFT, 40, [
    `Records identified (n = ${n(flow.identified)})`,
    ...listed(flow.sources.map(({ source, records }) => [source, records])),
  ]);
  const removed = boxAt(right, 40, [
    'Records removed before screening:',
    `  Duplicate records removed (n = ${n(flow.duplicates)})`,
  ]);
  const screenedAt = Math.max(bottom(identified), bottom(removed)) + GAP;
  const screened = boxAt(LEFT, screenedAt, [
    `Records screened (n = ${n(flow.screened)})`,
    ...(flow.left > 0 ? [`  not decided yet (n = ${n(flow.left)})`] : []),
    ...(flow.maybe > 0 ? [`  undecided, maybe (n = ${n(flow.maybe)})`] : []),
  ]);
  const excluded = boxAt(right, screenedAt, [
    `Records excluded (n = ${n(flow.excluded)})`,
    ...listed(flow.reasons.map(({ reason, papers }) => [reason || 'no reason given', papers])),
  ]);
  const included = boxAt(LEFT, Math.max(bottom(screened), bottom(excluded)) + GAP, [
    `Studies included in review (n = ${n(flow.included)})`,
  ]);
  const height = bottom(included) + 40;
  const width = right + WIDTH + 40;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    '<title>PRISMA 2020 flow diagram</title>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 10 5 0 10z" fill="#1f2328"/></marker></defs>',
    `<g font-family="${xml(FONT)}" font-size="14" fill="#1f2328">`,
    stage('Identification', identified.y, bottom(identified)),
    stage('Screening', screened.y, bottom(screened)),
    stage('Included', included.y, bottom(included)),
    ...[identified, removed, screened, excluded, included].map(draw),
    down(identified, screened),
    down(screened, included),
    across(identified, removed),
    across(screened, excluded),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

const n = (count: number): string => count.toLocaleString('en-US');
const bottom = ({ y, height }: Box): number => y + height;

function listed(items: readonly (readonly [string, number])[]): string[] {
  const named = items.slice(0, MOST).map(([name, count]) => `  ${clipped(name, 34)} (n = ${n(count)})`);
  const rest = items.slice(MOST);
  if (rest.length === 0) return named;
  return [...named, `  ${rest.length} others (n = ${n(rest.reduce((sum, [, count]) => sum + count, 0))})`];
}

function boxAt(x: number, y: number, lines: readonly string[]): Box {
  return { x, y, height: lines.length * LINE + 2 * PAD, lines };
}

function draw({ x, y, height, lines }: Box): string {
  const texts = lines.map((line, i) => {
    const text = line.trimStart();
    const indent = 8 * (line.length - text.length);
    return `<text x="${x + PAD + indent}" y="${y + PAD + (i + 0.75) * LINE}">${xml(text)}</text>`;
  });
  return `<rect x="${x}" y="${y}" width="${WIDTH}" height="${height}" fill="none" stroke="#1f2328"/>${texts.join('')}`;
}

/** The name of a stage, upright beside its boxes. */
function stage(name: string, top: number, end: number): string {
  const middle = (top + end) / 2;
  return `<text x="30" y="${middle}" font-weight="bold" text-anchor="middle" transform="rotate(-90 30 ${middle})">${name}</text>`;
}

function arrow(x1: number, y1: number, x2: number, y2: number): string {
  return `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="#1f2328" marker-end="url(#head)"/>`;
}

const down = (from: Box, to: Box): string => arrow(from.x + WIDTH / 2, bottom(from), to.x + WIDTH / 2, to.y);

function across(from: Box, to: Box): string {
  const y = from.y + PAD + LINE / 2;
  return arrow(from.x + WIDTH, y, to.x, y);
}
