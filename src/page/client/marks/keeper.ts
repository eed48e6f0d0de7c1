/** Marks between visits: in this browser, by the title of the map, so that they outlive a map that is made anew. */
import { readMarks, writeMarks, type Marks } from './marks.js';

export interface Keeper {
  read(): Marks;
  /** False where the browser keeps nothing (private windows, full storage): then a file is the only way. */
  write(marks: Marks): boolean;
}

export function keeperFor(title: string): Keeper {
  const key = `fieldmap-marks:${title}`;
  return {
    read() {
      try {
        return readMarks(localStorage.getItem(key) ?? '') ?? new Map();
      } catch {
        return new Map();
      }
    },
    write(marks) {
      try {
        if (marks.size === 0) localStorage.removeItem(key);
        else localStorage.setItem(key, writeMarks(marks));
        return true;
      } catch {
        return false;
      }
    },
  };
}
