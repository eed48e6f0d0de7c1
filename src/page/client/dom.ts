/** Elements without markup: text is always text. */
type Attributes = Readonly<Record<string, string | boolean | ((event: Event) => void)>>;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Attributes = {}, ...children: readonly (Node | string | null)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** Only web addresses become links: an abstract or a record may hold `javascript:`. */
export function safeLink(url: string | null, text: string): HTMLElement | null {
  if (url === null || !/^https?:\/\//i.test(url)) return null;
  return element('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text);
}
