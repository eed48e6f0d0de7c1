/** The still picture in pixels. */
import { FieldmapError, messageOf } from '../errors.js';

/** Twice the size of the SVG: sharp on a slide and in print. */
const DENSITY = 144;

/**
 * `svg` as PNG, through sharp (loaded only here). Text is set in a font of this
 * machine, so that the bytes are not the same everywhere; take the SVG where that matters.
 * @throws FieldmapError `input` when sharp cannot be loaded or cannot draw it.
 */
export async function writePng(svg: string): Promise<Uint8Array> {
  try {
    const { default: sharp } = await import('sharp');
    return await sharp(Buffer.from(svg), { density: DENSITY })
      .png({ compressionLevel: 9, palette: false })
      .toBuffer();
  } catch (error) {
    throw new FieldmapError(
      'input',
      `The picture could not be drawn as PNG (${messageOf(error)}).`,
      'Take the SVG: browsers, LaTeX and office programs read it.',
      { cause: error },
    );
  }
}
