/** What lies over the points: labels, rings, and a line being drawn. */
import { LINE_HEIGHT, type Label } from './labels.js';

interface Ink {
  readonly ink: string;
  readonly halo: string;
  readonly fontFamily: string;
}

export function fontOf(size: number, isArea: boolean, fontFamily: string): string {
  return `${isArea ? 650 : 500} ${size}px ${fontFamily}`;
}

/** `left`, `top`: where the origin of the labels' pixels is. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  labels: readonly Label[],
  [left, top]: readonly [number, number],
  { ink, halo, fontFamily }: Ink,
): void {
  Object.assign(context, {
    textAlign: 'center',
    textBaseline: 'middle',
    lineJoin: 'round',
    strokeStyle: halo,
    fillStyle: ink,
    lineWidth: 4.5,
  });
  for (const { lines, x, y, size, isArea } of labels) {
    context.font = fontOf(size, isArea, fontFamily);
    lines.forEach((line, n) => {
      const at = y + top + (n - (lines.length - 1) / 2) * size * LINE_HEIGHT;
      context.globalAlpha = 0.85;
      context.strokeText(line, x + left, at);
      context.globalAlpha = 1;
      context.fillText(line, x + left, at);
    });
  }
}

export function drawRing(
  context: CanvasRenderingContext2D,
  ink: string,
  x: number,
  y: number,
  radius: number,
): void {
  context.strokeStyle = ink;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}

/** `line`: x and y in turn. */
export function drawLasso(context: CanvasRenderingContext2D, ink: string, line: readonly number[]): void {
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  context.beginPath();
  for (let i = 0; i < line.length; i += 2) context.lineTo(line[i]!, line[i + 1]!);
  context.closePath();
  context.stroke();
  context.setLineDash([]);
}
