/** The default browser, by the program that each system has for it. */
import { spawn } from 'node:child_process';

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  // `start` is a word of the shell's; its first quoted argument is a title.
  win32: ['cmd', '/c', 'start', '""'],
};

/** Says so when there is none; never fails. */
export function openInBrowser(url: string, remark: (text: string) => void): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () =>
    remark(`No browser could be opened (${command} is missing): open ${url} yourself.`),
  );
  child.unref();
}
