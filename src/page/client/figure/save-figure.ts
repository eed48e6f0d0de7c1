/** Saves the picture as it is seen: as SVG, or as PNG at twice its size. */
import { STRINGS } from '../data/strings.js';
import { pictureOf } from '../derive/look.js';
import type { Page } from '../app.js';
import { saveFile } from '../panel/save.js';
import { chipsOf } from '../panel/chips.js';
import { clipped } from '../../../text/index.js';
import { figureSvg, type Figure } from './figure-svg.js';

export type FigureFormat = 'svg' | 'png';

/** Topics in the legend at most: more names nobody looks up. */
const NAMED = 24;
const SHARPNESS = 2;

export async function saveFigure(page: Page, format: FigureFormat): Promise<void> {
  const text = figureSvg(figureOf(page));
  const name = `map.${format}`;
  saveFile(name, format === 'svg' ? new Blob([text], { type: 'image/svg+xml' }) : await pngOf(text));
  page.say(STRINGS.saved(name));
}

function figureOf(page: Page): Figure {
  const { data, store, map, chosen } = page;
  const { camera, lettering } = map;
  const { width, height } = camera.size;
  const [left, top] = camera.corner();
  const { scale: zoom } = camera.view;
  const isDark = page.dark.matches;
  const spot = (paper: number): readonly [number, number] => [
    data.points[2 * paper]! * zoom + left,
    data.points[2 * paper + 1]! * zoom + top,
  ];
  const papers = Array.from({ length: data.count }, (_, i) => i).filter((paper) => {
    const [x, y] = spot(paper);
    return x > -9 && y > -9 && x < width + 9 && y < height + 9;
  });
  const { look, scale, entries, topics } = pictureOf(data, store.wanted, chosen, {
    activations: page.activations,
    fields: page.fields,
    isDark,
  });
  // Topics that have a bright paper in the picture.
  const inSight = new Set(
    papers.filter((paper) => look.lit === null || look.lit[paper] === 1).map((paper) => data.topic[paper]!),
  );
  const named = data.head.topics
    .map(({ label, size }, i) => ({ name: clipped(label, 36), colour: topics[i]!, size, i }))
    .filter(({ i }) => store.wanted.colour === 'topic' && inSight.has(i))
    .sort((a, b) => b.size - a.size)
    .slice(0, NAMED);
  const asked = chipsOf(data, store.wanted, () => {}).map(({ name }) => name);
  const { made } = data.head;
  return {
    title: data.head.title,
    caption: [
      [STRINGS.of(chosen.papers.length, data.count), ...asked].join(' · '),
      STRINGS.nearness,
      `fieldmap ${made.fieldmap} · ${made.model.id} · seed ${made.seed}`,
    ],
    width,
    height,
    ink: getComputedStyle(map.canvas).color,
    look,
    radius: map.radius(),
    papers,
    spot,
    labels: lettering.labels,
    corner: [left, top],
    titles: lettering.titles,
    legend: entries ?? named,
    scale,
  };
}

async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), {
    width: SHARPNESS * image.naturalWidth,
    height: SHARPNESS * image.naturalHeight,
  });
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error(STRINGS.noPicture)) : resolve(blob))),
  );
}
