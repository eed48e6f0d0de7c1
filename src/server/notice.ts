/** What a person sees in the place of the map when it cannot be shown. */
import { escaped, page, policyFor } from './docs.js';

const STYLE = `
:root { color-scheme: light dark; }
body { font: 18px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 15vh auto; padding: 0 1rem; }
`;

const POLICY = policyFor(STYLE);

export function renderNotice(detail: string, hint: string | null, status: number): Response {
  const body = `<h1>No map to show</h1>
<p>${escaped(detail)}</p>
${hint === null ? '' : `<p>${escaped(hint)}</p>`}
<p>Load this page again when that is done; the server need not be started anew. <a href="/docs">The API</a></p>`;
  return new Response(page('fieldmap', STYLE, body), {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
    },
  });
}
