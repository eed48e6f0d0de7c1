/** Fixed decimals, so that the same map is the same text on every machine. Never -0. */
export function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale + 0;
}

/** `value` inside `low..high`: sums of float32 leave the range of a cosine or a share by a hair. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
