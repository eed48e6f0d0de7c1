/** How many characters the searches of a piece of code pass over: what grows when a reader reads a text again and again. */

const TEXT = ['indexOf', 'lastIndexOf', 'includes', 'slice', 'split', 'search', 'replace', 'trim'] as const;

/**
 * Counts while `work` runs: characters from where a search starts to where it finds, the length of every text that is
 * cut out or gone through whole, one for each character looked at.
 */
export async function countedSteps(work: () => Promise<unknown>): Promise<number> {
  let steps = 0;
  const text = String.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  const pattern = RegExp.prototype as unknown as { exec: RegExp['exec'] };
  const originals = new Map<string, (...args: unknown[]) => unknown>();
  const replace = (name: string, cost: (self: string, args: unknown[], result: unknown) => number): void => {
    const original = text[name]!;
    originals.set(name, original);
    text[name] = function (this: string, ...args: unknown[]): unknown {
      const result = original.apply(this, args);
      steps += cost(this, args, result);
      return result;
    };
  };
  const exec = pattern.exec;
  for (const name of TEXT) {
    replace(name, (self, args, result) => {
      if (name === 'slice') return (result as string).length;
      if (name !== 'indexOf') return self.length;
      const from = typeof args[1] === 'number' ? args[1] : 0;
      return Math.max(1, ((result as number) < 0 ? self.length : (result as number)) - from);
    });
  }
  for (const name of ['charCodeAt', 'codePointAt', 'startsWith']) replace(name, () => 1);
  pattern.exec = function (this: RegExp, subject: string): RegExpExecArray | null {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const found = exec.call(this, subject);
    const end = found === null ? (this.sticky ? from + 1 : subject.length) : found.index + found[0].length;
    steps += Math.max(1, end - from);
    return found;
  };
  try {
    await work();
  } finally {
    for (const [name, original] of originals) text[name] = original;
    pattern.exec = exec;
  }
  return steps;
}
