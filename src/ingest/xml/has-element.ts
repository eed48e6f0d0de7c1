/** Telling XML by its elements. */

/** Whether one of these elements occurs in an XML text. */
export function hasElement(head: string, names: string): boolean {
  return /^\s*</.test(head) && new RegExp(`<(?:\\w+:)?(?:${names})[\\s/>]`).test(head);
}
