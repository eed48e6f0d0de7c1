/** Colours that can be read as text: WCAG 2.2 asks for a contrast of 4.5 to the ground. */
const WANTED = 4.6;

/** `#rrggbb` as near to `colour` as can be read on `ground`: mixed with black or white, step by step. */
export function readable(colour: string, ground: string): string {
  const end = luminance(ground) > 0.4 ? 0 : 255;
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(colour, share, end);
    if (contrast(mixed, ground) >= WANTED) return mixed;
  }
  return end === 0 ? '#000000' : '#ffffff';
}

function mix(colour: string, share: number, end: number): string {
  const parts = channels(colour).map((value) => Math.round(value + share * (end - value)));
  return `#${parts.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}
