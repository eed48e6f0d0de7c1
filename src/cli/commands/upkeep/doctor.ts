import { EXIT } from '../../exit.js';
import { addGlobalFlags, type GlobalFlags } from '../../options.js';
import { plain } from '../../render/output.js';
import { withLibrary, type Register } from '../../session.js';

export const register: Register = (program, io, setExit) => {
  addGlobalFlags(program.command('doctor'))
    .description('what is wrong, if anything, and the next command')
    .option('--repair', 'make again what is damaged and can be made again')
    .action(async (flags: GlobalFlags & { readonly repair?: true }) => {
      const repair = flags.repair === true;
      await withLibrary(io, flags, { mode: repair ? 'write' : 'read' }, async (session) => {
        const checks = await session.library.doctor({ repair });
        if (flags.json) session.printJson({ checks });
        else {
          for (const { name, ok, detail, next } of checks) {
            const mark = ok ? session.paint('green', 'ok ') : session.paint('red', 'NOT');
            session.print(`${mark}  ${name}: ${plain(detail)}${next === null ? '' : `\n     ${next}`}`);
          }
        }
        if (checks.some((check) => !check.ok)) setExit(EXIT.failed);
      });
    });
};
