import { libraryDir } from '../../../config.js';
import { addGlobalFlags, addMapFlag, type GlobalFlags } from '../../options.js';
import type { Register } from '../../session.js';
import { ownStdout } from '../../stdout.js';

interface Flags {
  readonly write?: true;
}

export const register: Register = (program, io) => {
  addMapFlag(addGlobalFlags(program.command('mcp')))
    .description('the library as MCP tools for an assistant, on standard input and output')
    .option('--write', 'let the assistant add papers and mark them: the tools add_text and mark')
    .action(async (flags: GlobalFlags & Flags) => {
      const output = ownStdout(io.stdout, io.stderr);
      const { serveStdio } = await import('../../../server/index.js');
      const onNotice = (text: string): void => {
        if (!flags.quiet) io.stderr.write(`${text}\n`);
      };
      await serveStdio({
        dir: libraryDir(flags.library),
        input: io.stdin,
        output,
        write: flags.write === true,
        signal: io.interruptible(),
        onNotice,
        open: (options) =>
          io.open({
            ...(flags.model !== undefined && { model: flags.model }),
            ...(flags.engine !== undefined && { engine: flags.engine }),
            ...(flags.map !== undefined && { map: flags.map }),
            ...options,
          }),
      });
    });
};
