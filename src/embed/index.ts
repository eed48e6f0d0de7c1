/** Texts in, vectors out: tokenizer, ONNX sessions, pooling, models. */
export { type EmbedPapersOptions, type EmbeddedPaper, type Embedder, openEmbedder } from './embedder.js';
export { type ListedModel, listModels } from './list-models.js';
export { type PullOptions, pullModel } from './pull-model.js';
export { type ResolvedModel, resolveModel, sameModel } from './resolve-model.js';
export { type VerifiedFile, verifyModel } from './verify-model.js';
