/** Linear algebra, random numbers and selection over typed arrays. */
export { centroids, cohesion, groupRows, groupSizes, similarityTo } from './centroids.js';
export { cholesky, solve } from './cholesky.js';
export { dots } from './dots.js';
export { dot, normalize, picked, row } from './matrix.js';
export { principalAxes } from './principal-axes.js';
export { type Random, seededRandom, shuffle } from './random.js';
export { clamp, round } from './round.js';
export { topIndices } from './top-k.js';
