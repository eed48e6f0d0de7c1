/** The sentence-transformers at hand. Needs no library. */
import type { ListedModel, PullOptions, ResolvedModel, VerifiedFile } from '../../embed/index.js';

export type { ListedModel };

/** The models that came with the package and those that were pulled. */
export async function listModels(): Promise<ListedModel[]> {
  return (await import('../../embed/index.js')).listModels();
}

/** Fetches a model from the Hugging Face hub: the only thing that touches the network. */
export async function pullModel(id: string, options: PullOptions = {}): Promise<ResolvedModel> {
  return (await import('../../embed/index.js')).pullModel(id, options);
}

export interface VerifiedModel {
  readonly id: string;
  readonly dir: string;
  /** Empty when the folder has no SHA256SUMS to check against. */
  readonly files: readonly VerifiedFile[];
}

/** Checks the files of one model (id or folder), or of all at hand, against their hashes. */
export async function verifyModels(idOrDir?: string): Promise<VerifiedModel[]> {
  const [{ resolveModel }, { verifyModel }] = await Promise.all([
    import('../../embed/index.js'),
    import('../../embed/index.js'),
  ]);
  const wanted = idOrDir === undefined ? (await listModels()).map((model) => model.dir) : [idOrDir];
  const verified: VerifiedModel[] = [];
  for (const one of wanted) {
    const { dir, info } = resolveModel(one);
    verified.push({ id: info.id, dir, files: await verifyModel(dir) });
  }
  return verified;
}
