/** Topics that hold together badly. */

/** Below it a topic is not stable: random parts of the papers give other groups in its place. */
const LEAST_STABILITY = 0.5;

/** `stability`: how well it is found again in parts of the papers, 0..1; null where that is not known. */
export const isLoose = (stability: number | null): boolean =>
  stability !== null && stability < LEAST_STABILITY;
