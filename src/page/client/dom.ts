/** Elements without markup: text is always text. */
export type Attributes = Readonly<Record<string, string | boolean | ((event: Event) => void)>>;
type Children = readonly (Node | string | null)[];

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Children
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children);
}

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Children
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function filled<E extends Element>(made: E, attributes: Attributes, children: Children): E {
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

/** Lines on a field of 16 by 16. */
const ICONS = {
  topics: 'M2 4h12M2 8h12M2 12h12',
  about: 'M5.6 6.2a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1 .8-1 1.6M8 12.6v.2',
  close: 'M4 4l8 8M12 4l-8 8',
  lasso:
    'M4.6 10.4C1.6 9 1.6 5.6 4.4 4c2.600-1.500 6.600-1.400 8.400.6 1.800 2 .4 4.600-2.400 5.500-1.600.5-3.700.6-5 .1M4.600 10.400a1.300 1.300 0 1 0 1.500 1.500c.1 1-.3 1.900-1.100 2.500',
  in: 'M8 3.500v9M3.500 8h9',
  out: 'M3.500 8h9',
  figure: 'M2 3h12v10h-12zM2 11l3.500-3.500 2.500 2.500 3-4 3 4M5 6h.1',
  play: 'M5 3.500l7 4.500-7 4.500z',
  stop: 'M5.500 3.500v9M10.500 3.500v9',
  whole: 'M2.500 6v-3.500h3.500M10 2.500h3.500v3.500M13.500 10v3.500h-3.500M6 13.500h-3.500v-3.500',
} as const;

function icon(name: keyof typeof ICONS): SVGSVGElement {
  return svg(
    'svg',
    { viewBox: '0 0 16 16', width: '16', height: '16', 'aria-hidden': 'true' },
    svg('path', {
      d: ICONS[name],
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': '1.4',
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  );
}

/** A button with a sign and a name for those who do not see it. */
export function signButton(
  name: string,
  sign: keyof typeof ICONS,
  act: (event: Event) => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  return element(
    'button',
    { type: 'button', 'aria-label': name, title: name, click: act, ...attributes },
    icon(sign),
  );
}

/** Bars of equal width, `values` from 0, the largest as high as the picture. */
export function bars(values: readonly number[], width: number, height: number): SVGSVGElement {
  const most = Math.max(1, ...values);
  const step = width / values.length;
  const path = values
    .map((value, i) => {
      const tall = value === 0 ? 0 : Math.max(1, (height * value) / most);
      return tall === 0
        ? ''
        : `M${(i * step).toFixed(2)} ${height}v${(-tall).toFixed(2)}h${Math.max(0.5, step * 0.84).toFixed(2)}v${tall.toFixed(2)}z`;
    })
    .join('');
  return svg(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      width: String(width),
      height: String(height),
      preserveAspectRatio: 'none',
      'aria-hidden': 'true',
    },
    svg('path', { d: path, fill: 'currentColor' }),
  );
}
