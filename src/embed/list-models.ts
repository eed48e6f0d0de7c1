/** The models at hand. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLED_MODELS_DIR, pulledModelsDir } from '../config.js';
import { FieldmapError } from '../errors.js';
import type { ModelInfo } from '../types.js';
import { isModelId, readModel } from './resolve-model.js';

export interface ListedModel {
  readonly id: string;
  readonly dir: string;
  readonly origin: 'bundled' | 'pulled';
  /** Null when its files are missing or not understood; `problem` says why. */
  readonly info: ModelInfo | null;
  readonly problem: string | null;
}

/** Bundled models, then pulled ones, each by id. A folder that is broken is listed with what is wrong with it. */
export function listModels(): ListedModel[] {
  return [...modelsIn(BUNDLED_MODELS_DIR, 'bundled'), ...modelsIn(pulledModelsDir(), 'pulled')];
}

function modelsIn(root: string, origin: ListedModel['origin']): ListedModel[] {
  return idsIn(root).map((id) => {
    const dir = join(root, id);
    try {
      return { id, dir, origin, info: readModel(dir, id).info, problem: null };
    } catch (error) {
      if (!(error instanceof FieldmapError)) throw error;
      return { id, dir, origin, info: null, problem: error.message };
    }
  });
}

/** `name` or `owner/name`: folders with a config.json, one or two levels down. */
function idsIn(root: string): string[] {
  const isModel = (id: string): boolean => existsSync(join(root, id, 'config.json'));
  return folders(root).flatMap((name) =>
    isModel(name)
      ? [name]
      : folders(join(root, name))
          .map((inner) => `${name}/${inner}`)
          .filter(isModel),
  );
}

function folders(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isModelId(entry.name))
    .map((entry) => entry.name)
    .sort();
}
