import { listModels, pullModel, verifyModels, type ListedModel } from '../../../library/index.js';
import { EXIT } from '../../exit.js';
import { addGlobalFlags, type GlobalFlags } from '../../options.js';
import { plain, table } from '../../render/output.js';
import { progressReport } from '../../progress.js';
import { screen, type Register } from '../../session.js';

export const register: Register = (program, io, setExit) => {
  const model = program.command('model').description('the sentence-transformers at hand');

  addGlobalFlags(model.command('list'))
    .description('which models are here')
    .action(async (flags: GlobalFlags) => {
      const { print, printJson } = screen(io, flags);
      const models = await listModels();
      if (flags.json) printJson({ models });
      else print(table([['model', 'dimensions', 'tokens', 'pooling', 'where'], ...models.map(rowOf)]));
    });

  addGlobalFlags(model.command('pull'))
    .description('fetch another sentence-transformer: the only command that uses the network')
    .argument('<id>', 'its name on the Hugging Face hub, such as Xenova/bge-small-en-v1.5')
    .action(async (id: string, flags: GlobalFlags) => {
      const progress = progressReport(io.stderr, flags.quiet === true);
      try {
        const pulled = await pullModel(id, { signal: io.interruptible(), onProgress: progress.onProgress });
        progress.stop();
        const { print, printJson } = screen(io, flags);
        if (flags.json) printJson(pulled);
        else
          print(
            `${plain(id)} is in ${plain(pulled.dir)}. Run \`fieldmap add FILE --library DIR --model ${plain(id)}\` to make a library with it.`,
          );
      } finally {
        progress.stop();
      }
    });

  addGlobalFlags(model.command('verify'))
    .description('check the files against their hashes')
    .argument('[id|dir]', 'which model (default: all)')
    .action(async (id: string | undefined, flags: GlobalFlags) => {
      const { print, printJson, paint } = screen(io, flags);
      const models = await verifyModels(id);
      if (flags.json) printJson({ models });
      else {
        for (const { id: name, dir, files } of models) {
          print(
            `${plain(name)} in ${plain(dir)}${files.length === 0 ? ': no SHA256SUMS to check against' : ''}`,
          );
          for (const { file, ok, expected, found } of files) {
            print(
              `${ok ? paint('green', 'ok ') : paint('red', 'NOT')}  ${plain(file)}${ok ? '' : `: expected ${expected}, ${found === null ? 'missing' : `found ${found}`}`}`,
            );
          }
        }
      }
      if (models.some(({ files }) => files.some((file) => !file.ok))) setExit(EXIT.failed);
    });
};

function rowOf({ id, dir, info, problem }: ListedModel): string[] {
  if (info === null) return [plain(id), '', '', '', plain(problem ?? dir)];
  return [plain(id), String(info.dimensions), String(info.maxTokens), info.pooling, plain(dir)];
}
