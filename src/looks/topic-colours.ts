/** Colours for topics, the same on the page and on a still picture. Needs no Node. */

/**
 * Eight hues that stay apart for colour-blind eyes (Okabe and Ito 2008, https://jfly.uni-koeln.de/color/), black left
 * out, each in a shade for light and one for dark ground.
 */
const HUES = {
  light: ['#0072b2', '#e08e00', '#009e73', '#cc79a7', '#3aa0dc', '#d55e00', '#a89a00', '#7f6fc4'],
  dark: ['#4d9fdc', '#e69f00', '#1fb88a', '#dd8fbd', '#8fd0f5', '#f07a3c', '#d2c53b', '#a99bf0'],
} as const;
const NONE = { light: '#a5a9ae', dark: '#70767d' } as const;
const SHADES = 3;

interface Coloured {
  readonly x: number;
  readonly y: number;
  /** Papers. */
  readonly size: number;
  /** Areas have the grey of papers without a topic: no point is theirs. */
  readonly isArea: boolean;
}

/**
 * Colours of the topics by number. There are more topics than colours: each takes, the largest first, the colour whose
 * other owners are farthest from it on the map. Where all 24 are taken, distance and label tell topics apart.
 */
export function topicColours(topics: readonly Coloured[], dark: boolean): string[] {
  const ground = dark ? 'dark' : 'light';
  const colours = Array.from({ length: HUES[ground].length * SHADES }, (_, i) =>
    shade(HUES[ground][i % 8]!, Math.floor(i / 8), dark),
  );
  const owners: { x: number; y: number }[][] = colours.map(() => []);
  const found = topics.map(() => NONE[ground] as string);
  const leaves = topics
    .flatMap((topic, number) => (topic.isArea ? [] : [{ ...topic, number }]))
    .sort((a, b) => b.size - a.size);
  // All first shades are used before any second one.
  leaves.forEach((topic, rank) => {
    const usable = Math.min(colours.length, 8 * (1 + Math.floor(rank / 8)));
    let best = 0;
    let farthest = -1;
    for (let i = 0; i < usable; i++) {
      const nearest = Math.min(1e9, ...owners[i]!.map((one) => Math.hypot(one.x - topic.x, one.y - topic.y)));
      if (nearest > farthest) [best, farthest] = [i, nearest];
    }
    owners[best]!.push(topic);
    found[topic.number] = colours[best]!;
  });
  return found;
}

export function noneColour(dark: boolean): string {
  return NONE[dark ? 'dark' : 'light'];
}

function shade(colour: string, round: number, dark: boolean): string {
  if (round === 0) return colour;
  // Second and third go away from the ground and towards it, not so far that they vanish.
  const target = (round === 1) === dark ? 255 : 0;
  const amount = target === 255 ? 0.42 : 0.36;
  return `#${[1, 3, 5]
    .map((at) => {
      const value = parseInt(colour.slice(at, at + 2), 16);
      return Math.round(value + (target - value) * amount)
        .toString(16)
        .padStart(2, '0');
    })
    .join('')}`;
}
