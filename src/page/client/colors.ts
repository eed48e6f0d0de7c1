/**
 * Topic colours: the eight of Okabe and Ito (2008), which stay apart for colour-blind eyes, without black, then the
 * same again lighter and darker. Beyond that, colours repeat: place and label tell topics apart.
 */
const OKABE_ITO = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#b8a800', '#7f6fc4'];

export const UNPLACED = '#9a9a9a';

export function topicColor(number: number): string {
  if (number < 0) return UNPLACED;
  const base = OKABE_ITO[number % OKABE_ITO.length]!;
  const round = Math.floor(number / OKABE_ITO.length) % 3;
  if (round === 0) return base;
  const target = round === 1 ? 255 : 0;
  const mixed = [1, 3, 5].map((at) => Math.round(parseInt(base.slice(at, at + 2), 16) * 0.62 + target * 0.38));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
