/** Native packages, loaded when first needed, with an error that says what to do when they are not there. */
import { createRequire } from 'node:module';
import { FieldmapError, messageOf } from '../errors.js';

/** Loaded as CommonJS on purpose: the ESM entry of usearch looks for its binary by way of the call stack. */
const requireHere = createRequire(import.meta.url);

/** The exports of package `name`. Throws FieldmapError `usage` with the install command when it cannot be loaded. */
export function addon(name: string, engine: string, load: (name: string) => unknown = requireHere): unknown {
  try {
    return load(name);
  } catch (error) {
    throw new FieldmapError(
      'usage',
      `The engine ${engine} needs the package ${name}, which cannot be loaded (${
        messageOf(error).split('\n')[0]
      }).`,
      `Run npm install ${name}, or choose another engine with --engine.`,
      { cause: error },
    );
  }
}
