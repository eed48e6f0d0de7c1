/** What is written on the map: labels of topics, placed once a scale, and titles of papers, placed when it is still. */
import { labelSpots } from '../../../looks/index.js';
import type { Data, Texts } from '../data/types.js';
import type { Camera } from './camera.js';
import { LINE_HEIGHT, placeLabels, type Label } from './labels.js';
import { fontOf, TITLE_FONT } from './overlay.js';
import { placeTitles, TITLE_LINE, type Box, type PlacedTitle } from './titles.js';

/** A map of less width has smaller labels. */
const NARROW = 520;
/** Up to this zoom the whole map is in sight, and its labels too. */
const WHOLE = 1.05;
/** Labels keep off the points of a map of so many papers. */
const FEW = 400;
/** With more papers in sight there is no room for titles that could be chosen fairly. */
const MOST_TITLED = 250;
/** Points that titles keep off; among more, those without a title are only shown smaller anyway. */
const MOST_KEPT_OFF = 3000;

export interface Bright {
  /** Per paper 1 or 0; null: all are. */
  readonly lit: Uint8Array | null;
  /** Papers that get a title before all others. */
  readonly first: ReadonlySet<number>;
  readonly radius: number;
}

export class Lettering {
  labels: readonly Label[] = [];
  titles: readonly PlacedTitle[] = [];
  private readonly data: Data;
  private labelled = 0;
  /** By topic, other places where its label may stand; null until labels are placed. */
  private spots: number[][] | null = null;
  private texts: Texts | null = null;
  /** How many papers have it among their nearest, and more for those that stand for their topic. */
  private importance: Uint32Array | null = null;

  constructor(data: Data) {
    this.data = data;
  }

  setTexts(texts: Texts): void {
    this.texts = texts;
    const { offsets, papers } = texts.neighbors;
    this.importance = new Uint32Array(this.data.count);
    for (let at = 0; at < offsets[this.data.count]!; at++) this.importance[papers[at]!]!++;
    for (const { exemplars } of this.data.head.topics)
      for (const paper of exemplars) this.importance[paper]! += 100;
  }

  /** Moving leaves labels as they are. */
  placeLabels(context: CanvasRenderingContext2D, fontFamily: string, camera: Camera): void {
    const { view, zoom, size } = camera;
    if (this.labelled === view.scale) return;
    this.labelled = view.scale;
    const measure = (text: string, height: number, isArea: boolean): number => {
      context.font = fontOf(height, isArea, fontFamily);
      return context.measureText(text).width;
    };
    this.labels = placeLabels(this.data.head.topics, {
      scale: view.scale,
      zoom,
      measure,
      covered: (label) => this.pointsUnder(label, view.scale),
      isNarrow: size.width < NARROW,
      spots: (this.spots ??= spotsOf(this.data)),
      edges: zoom < WHOLE ? camera.edges : null,
    });
  }

  placeTitles(context: CanvasRenderingContext2D, fontFamily: string, camera: Camera, bright: Bright): void {
    const { texts, importance } = this;
    if (texts === null || importance === null) return;
    const { points, count } = this.data;
    const { scale } = camera.view;
    const [left, top] = camera.corner();
    const { width, height } = camera.size;
    const spot = (paper: number): readonly [number, number] => [
      points[2 * paper]! * scale + left,
      points[2 * paper + 1]! * scale + top,
    ];
    const inSight: number[] = [];
    for (let i = 0; i < count; i++) {
      const [x, y] = spot(i);
      if (x >= 0 && y >= 0 && x <= width && y <= height) inSight.push(i);
    }
    const isBright = (paper: number): boolean => bright.lit === null || bright.lit[paper] === 1;
    const candidates = inSight.filter(isBright);
    this.titles = [];
    if (candidates.length > MOST_TITLED) return;
    context.font = `${TITLE_FONT} ${fontFamily}`;
    const worth = (paper: number): number => importance[paper]! + (bright.first.has(paper) ? 1e6 : 0);
    this.titles = placeTitles({
      candidates: candidates.sort((a, b) => worth(b) - worth(a) || a - b),
      // Dimmed points stand back: a title may lie over them.
      inSight: bright.lit !== null || inSight.length > MOST_KEPT_OFF ? candidates : inSight,
      spot,
      title: (paper) => texts.title[paper]!,
      measure: (line) => context.measureText(line).width,
      taken: this.labels.map((label) => boxOf(label, left, top)),
      width,
      height,
      radius: bright.radius,
    });
  }

  /** The topic whose label covers a spot, or null. */
  topicAt(x: number, y: number, camera: Camera): number | null {
    const [left, top] = camera.corner();
    const found = this.labels.find((label) => {
      const box = boxOf(label, left, top);
      return x > box.left && x < box.right && y > box.top && y < box.bottom;
    });
    return found?.topic ?? null;
  }

  /** The paper whose title covers a spot, or null. */
  titledAt(x: number, y: number, camera: Camera): number | null {
    const { points } = this.data;
    const { scale } = camera.view;
    const [left, top] = camera.corner();
    const found = this.titles.find(({ paper, dx, dy, width, lines }) => {
      const [px, py] = [points[2 * paper]! * scale + left + dx, points[2 * paper + 1]! * scale + top + dy];
      return x >= px && x <= px + width && y >= py && y <= py + lines.length * TITLE_LINE;
    });
    return found?.paper ?? null;
  }

  /** Points that a label hides; where there are many, labels cannot help hiding some, and nobody counts. */
  private pointsUnder(label: Label, scale: number): number {
    const { points, count } = this.data;
    if (count > FEW) return 0;
    const { left, right, top, bottom } = boxOf(label, 0, 0);
    let under = 0;
    for (let i = 0; i < count; i++) {
      const [x, y] = [points[2 * i]! * scale, points[2 * i + 1]! * scale];
      if (x > left && x < right && y > top - 4 && y < bottom + 4) under++;
    }
    return under;
  }
}

function boxOf({ x, y, half, lines, size }: Label, left: number, top: number): Box {
  const tall = (lines.length * size * LINE_HEIGHT) / 2;
  return { left: x + left - half, right: x + left + half, top: y + top - tall, bottom: y + top + tall };
}

/** By topic, places of its own papers. */
function spotsOf({ head, points, topic }: Data): number[][] {
  const papers = head.topics.map((): number[] => []);
  topic.forEach((own, paper) => {
    if (own < 0) return;
    papers[own]!.push(paper);
    papers[head.topics[own]!.parent]?.push(paper);
  });
  return head.topics.map(({ x, y }, i) => labelSpots(points, papers[i]!, { x, y: -y }));
}
