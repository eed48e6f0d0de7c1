import { FieldmapError } from '../../../errors.js';
import { libraryDir, serverToken } from '../../../config.js';
import { openInBrowser } from '../../browser.js';
import { addGlobalFlags, addMapFlag, wholeNumber, type GlobalFlags } from '../../options.js';
import { screen, type Register } from '../../session.js';

interface Flags {
  readonly port?: number;
  readonly host?: string;
  readonly token?: string;
  readonly cors?: string;
  readonly write?: true;
  readonly open?: true;
}

export const register: Register = (program, io) => {
  addMapFlag(addGlobalFlags(program.command('serve')))
    .description('the map as a web page with live search, an HTTP API and MCP tools, on this machine')
    .option(
      '--port <number>',
      'exactly this port; 0: any (default: 7070, or the next one that is free)',
      wholeNumber(0),
    )
    .option(
      '--host <address>',
      'listen on this address, such as 0.0.0.0; then every request needs a token (default: 127.0.0.1)',
    )
    .option(
      '--token <text>',
      'what every request must know (default: $FIELDMAP_TOKEN; with --host, one is made and printed)',
    )
    .option('--cors <origin>', 'let pages of this origin ask, such as http://localhost:3000')
    .option('--write', 'let the page, the API and assistants keep marks: see `fieldmap help mark`')
    .option('--open', 'open the page in the browser')
    .action(async (flags: GlobalFlags & Flags) => {
      if (flags.port !== undefined && flags.port > 65_535) {
        throw new FieldmapError(
          'usage',
          `There is no port ${flags.port}.`,
          'Expected 1 to 65535, or 0 for any that is free.',
        );
      }
      const { print, printJson } = screen(io, flags);
      const { serve } = await import('../../../server/index.js');
      const token = flags.token ?? serverToken();
      const remark = (text: string): void => void io.stderr.write(`${text}\n`);
      const stop = io.interruptible();
      const served = await serve({
        dir: libraryDir(flags.library),
        onNotice: remark,
        ...(flags.model !== undefined && { model: flags.model }),
        ...(flags.engine !== undefined && { engine: flags.engine }),
        ...(flags.map !== undefined && { map: flags.map }),
        ...(flags.port !== undefined && { port: flags.port }),
        ...(flags.host !== undefined && { host: flags.host }),
        ...(flags.cors !== undefined && { cors: flags.cors }),
        ...(token !== undefined && { token }),
        ...(flags.write && { write: true }),
      });
      if (flags.json) printJson({ url: served.url, port: served.port });
      else print(served.url);
      if (!flags.quiet)
        remark('The page has a live search; /docs describes the API, /mcp is for assistants. Ctrl-C ends.');
      if (flags.open) openInBrowser(served.url, remark);
      await aborted(stop);
      await served.close();
    });
};

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
