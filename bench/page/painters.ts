/** Runs in the browser: the ways to draw points, side by side. */
import type { Look } from '../../src/page/client/map/look.js';
import { painterFor } from '../../src/page/client/map/paint.js';
import type { View } from '../../src/page/client/map/view.js';

const COLOURS = ['#0072b2', '#e08e00', '#009e73', '#cc79a7', '#3aa0dc', '#d55e00', '#a89a00', '#7f6fc4'];
const WARM_UP = 5;

interface Frames {
  readonly median: number;
  readonly p95: number;
}

type Draw = (view: View) => void | Promise<void>;

const WAYS: Readonly<
  Record<
    string,
    (canvas: HTMLCanvasElement, points: Float32Array, look: Look, radius: number) => Draw | Promise<Draw>
  >
> = {
  /** One call to draw for all points, discs by the fragment shader. */
  webgl(canvas, points, look, radius) {
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false })!;
    const place = webglPoints(gl, points, look);
    const pixel = new Uint8Array(4);
    return ({ x, y, scale }) => {
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.uniform4f(place.view, x, y, (2 * scale) / canvas.width, (-2 * scale) / canvas.height);
      gl.uniform1f(place.radius, radius);
      gl.drawArrays(gl.POINTS, 0, points.length / 2);
      // Waits until it is drawn: else frames are only counted, not made.
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    };
  },
  pixels(canvas, points, look, radius) {
    const painter = painterFor(canvas, points);
    painter.setLook(look);
    return (view) => painter.paint(view, radius);
  },
  /** One path a colour, squares for points: what the page did before. */
  paths(canvas, points, { palette, classes, bright, ground }, radius) {
    const context = canvas.getContext('2d')!;
    return (view) => {
      context.globalAlpha = 1;
      context.fillStyle = ground;
      context.fillRect(0, 0, canvas.width, canvas.height);
      const paths = palette.map(() => new Path2D());
      classes.forEach((one, i) =>
        paths[one]!.rect(
          (points[2 * i]! - view.x) * view.scale + canvas.width / 2 - radius,
          (points[2 * i + 1]! - view.y) * view.scale + canvas.height / 2 - radius,
          2 * radius,
          2 * radius,
        ),
      );
      context.globalAlpha = bright;
      paths.forEach((path, i) => {
        context.fillStyle = palette[i]!;
        context.fill(path);
      });
    };
  },
};

const VERTEX = `#version 300 es
in vec2 place; in vec4 color;
uniform vec4 view; uniform float radius;
out vec4 ink;
void main() {
  ink = color;
  gl_Position = vec4((place - view.xy) * view.zw, 0.0, 1.0);
  gl_PointSize = 2.0 * radius + 1.0;
}`;
const FRAGMENT = `#version 300 es
precision highp float;
in vec4 ink; uniform float radius; out vec4 pixel;
void main() {
  float inside = radius - length(gl_PointCoord - 0.5) * (2.0 * radius + 1.0) + 0.5;
  if (inside <= 0.0) discard;
  pixel = vec4(ink.rgb, ink.a * min(inside, 1.0));
}`;

function webglPoints(
  gl: WebGL2RenderingContext,
  points: Float32Array,
  { ground, palette, classes, bright }: Look,
) {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(kind)!;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  gl.useProgram(program);
  const attribute = (name: string, size: number, type: number, values: Float32Array | Uint8Array): void => {
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    const at = gl.getAttribLocation(program, name);
    gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(at, size, type, type === gl.UNSIGNED_BYTE, 0, 0);
    gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
  };
  const channels = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const inks = palette.map((hex) => [...channels(hex), Math.round(255 * bright)]);
  attribute('place', 2, gl.FLOAT, points);
  attribute('color', 4, gl.UNSIGNED_BYTE, Uint8Array.from(Array.from(classes).flatMap((one) => inks[one]!)));
  const [r, g, b] = channels(ground) as [number, number, number];
  gl.clearColor(r / 255, g / 255, b / 255, 1);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
  return { view: gl.getUniformLocation(program, 'view'), radius: gl.getUniformLocation(program, 'radius') };
}

/** Pans over `count` points in clumps; milliseconds from one frame to the next. */
async function pan(
  way: string,
  count: number,
  width: number,
  height: number,
  frames: number,
): Promise<Frames> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  document.body.replaceChildren(canvas);
  const { points, classes } = clumps(count);
  const radius = height > 1600 ? 3 : 1.8;
  const draw = await WAYS[way]!(
    canvas,
    points,
    {
      ground: '#fbfbf9',
      palette: COLOURS,
      classes,
      lit: null,
      bright: 0.6,
      dimmed: 0,
      dim: 0.1,
      behind: null,
      grown: 1,
      shades: null,
      labels: null,
    },
    radius,
  );
  const gaps: number[] = [];
  for (let frame = 0; frame < frames + WARM_UP; frame++) {
    const begun = performance.now();
    await draw({ x: 0.5 + 0.2 * Math.sin(frame / 10), y: 0.5, scale: 0.9 * Math.min(width, height) });
    await new Promise(requestAnimationFrame);
    if (frame >= WARM_UP) gaps.push(performance.now() - begun);
  }
  gaps.sort((a, b) => a - b);
  return { median: gaps[frames >> 1]!, p95: gaps[Math.floor(frames * 0.95)]! };
}

function clumps(count: number): { points: Float32Array; classes: Uint16Array } {
  let seed = 1;
  const random = (): number => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 4294967296;
  const points = new Float32Array(2 * count);
  const classes = new Uint16Array(count);
  for (let i = 0; i < count; i++) {
    const clump = Math.floor(random() * 48);
    points[2 * i] = (clump % 8) / 8 + 0.06 + (random() + random() - 1) * 0.09;
    points[2 * i + 1] = Math.floor(clump / 8) / 6 + 0.08 + (random() + random() - 1) * 0.11;
    classes[i] = clump % COLOURS.length;
  }
  return { points, classes };
}

Object.assign(window, { pan });
