/** Colours for topics on a still picture. */

/**
 * Eight hues told apart with any common colour blindness (Okabe and Ito 2008, https://jfly.uni-koeln.de/color/; black
 * is left to text, yellow darkened for white paper).
 */
const HUES = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8a6d00', '#7f3fbf'];
export const UNPLACED = '#b9bec4';

/**
 * A colour for each topic. There are more topics than colours: an area keeps one hue and its topics differ in shade;
 * without areas hues repeat, lighter each time around. Labels, not colours, say what is what.
 */
export function topicColours(topics: readonly { id: string; parent: string | null }[]): Map<string, string> {
  const parents = new Set(topics.map(({ parent }) => parent));
  const top = topics.filter(({ parent }) => parent === null);
  const colours = new Map<string, string>();
  top.forEach(({ id }, t) => {
    const hue = HUES[t % HUES.length]!;
    colours.set(id, shade(hue, 0.25 * Math.min(2, Math.floor(t / HUES.length))));
    if (!parents.has(id)) return;
    const children = topics.filter(({ parent }) => parent === id);
    children.forEach((child, c) => {
      const step = children.length === 1 ? 0 : c / (children.length - 1);
      colours.set(child.id, shade(hue, -0.3 + 0.75 * step));
    });
  });
  return colours;
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
