/** Colours for topics on a still picture. */
import { areaIds, leavesOf } from '../topic-levels.js';

/**
 * Eight hues told apart with any common colour blindness (Okabe and Ito 2008, https://jfly.uni-koeln.de/color/; black
 * is left to text, yellow darkened for white paper).
 */
const HUES = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8a6d00', '#7f3fbf'];
export const UNPLACED = '#b9bec4';

/** Shades of one hue that can still be told apart. */
const SHADES = 6;

/**
 * A colour for each topic. There are more topics than colours: where areas are small, an area keeps one hue and its
 * topics differ in shade; else hues go round over the topics, lighter each time. Labels, not colours, say what is what.
 */
export function topicColours(topics: readonly { id: string; parent: string | null }[]): Map<string, string> {
  const ids = areaIds(topics);
  const areas = topics.filter(({ id }) => ids.has(id))
    .map(({ id }) => topics.filter(({ parent }) => parent === id).map((child) => child.id));
  const alone = topics.filter(({ id, parent }) => parent === null && !ids.has(id)).map(({ id }) => [id]);
  const byArea = areas.length > 0 && areas.every((children) => children.length <= SHADES);
  const families = byArea ? [...areas, ...alone] : leavesOf(topics).map(({ id }) => [id]);
  return new Map(families.flatMap((family, f) => family.map((id, c): [string, string] => {
    const round = 0.25 * Math.min(2, Math.floor(f / HUES.length));
    const step = family.length === 1 ? round : -0.3 + (0.75 * c) / (family.length - 1);
    return [id, shade(HUES[f % HUES.length]!, step)];
  })));
}

/** Mixes a colour with white (amount > 0) or black (amount < 0). */
function shade(colour: string, amount: number): string {
  const target = amount > 0 ? 255 : 0;
  const parts = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16);
    return Math.round(value + (target - value) * Math.abs(amount)).toString(16).padStart(2, '0');
  });
  return `#${parts.join('')}`;
}
