/** The first pages of a PDF, read with pdf.js. Loaded with the first PDF only: pdf.js takes 0.1 s to load. */
import { getDocument } from 'unpdf/pdfjs';
import { messageOf } from '../../errors.js';
import { fieldsOfPdf, type PdfFields } from './first-pages.js';
import type { PdfItem, PdfPage } from './lines.js';

export type PdfAnswer =
  | { readonly fields: PdfFields | null; readonly pages: number }
  /** What pdf.js calls the error, and its words. */
  | { readonly failed: string; readonly detail: string };

/** An abstract that is not on the first three pages, one of them a cover sheet, is none. */
const PAGES = 3;
/** Pages of papers have up to 15,000 pieces of text. */
const MOST_ITEMS = 60_000;

/** What the pages say; never throws. pdf.js runs no script of a document when it reads text. */
export async function firstPagesOf(data: Uint8Array): Promise<PdfAnswer> {
  try {
    // pdf.js takes the memory over, and refuses a Buffer, which may share it.
    return await read(Uint8Array.from(data));
  } catch (error) {
    return { failed: error instanceof Error ? error.name : 'Error', detail: messageOf(error) };
  }
}

async function read(data: Uint8Array): Promise<PdfAnswer> {
  const task = getDocument({ data, disableFontFace: true, verbosity: 0 });
  try {
    const document = await task.promise;
    const pages: PdfPage[] = [];
    for (let number = 1; number <= Math.min(PAGES, document.numPages); number++) {
      const page = await document.getPage(number);
      const [left = 0, foot = 0, right = 0, top = 0] = page.view;
      const { items } = await page.getTextContent();
      const texts = items.slice(0, MOST_ITEMS).filter((item): item is typeof item & PdfItem => 'str' in item);
      pages.push({ width: right - left, height: top - foot, items: texts });
    }
    const told = await document.getMetadata().then(toldBy, () => ({ title: '', doi: '' }));
    return { fields: fieldsOfPdf({ pages, told }), pages: document.numPages };
  } finally {
    await task.destroy();
  }
}

interface Metadata {
  readonly info: object;
  readonly metadata: { get(name: string): unknown } | null;
}

/** Title and DOI as the document information and the XMP packet tell them. */
function toldBy({ info, metadata }: Metadata): { title: string; doi: string } {
  const text = (...values: unknown[]): string =>
    values.find((value): value is string => typeof value === 'string' && value.trim() !== '') ?? '';
  const { Title, doi, Custom } = info as Record<string, unknown>;
  const custom = typeof Custom === 'object' && Custom !== null ? (Custom as Record<string, unknown>) : {};
  return {
    title: text(Title, metadata?.get('dc:title')),
    doi: text(
      metadata?.get('prism:doi'),
      metadata?.get('pdfx:doi'),
      metadata?.get('crossmark:doi'),
      doi,
      custom['doi'],
      custom['DOI'],
    ),
  };
}
