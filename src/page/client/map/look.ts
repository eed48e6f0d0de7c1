/** How points and labels look: what the painter, the lettering and the figure go by. */
export interface Look {
  /** `#rrggbb` */
  readonly ground: string;
  readonly palette: readonly string[];
  /** Per point: its colour, a number in `palette`. */
  readonly classes: Uint16Array;
  /** Per point: 1 bright, 0 dimmed; null: all are bright. */
  readonly lit: Uint8Array | null;
  /** How opaque bright points are, 0..1. */
  readonly bright: number;
  /** Dimmed points are all of this colour (a number in `palette`), so opaque, and smaller. */
  readonly dimmed: number;
  readonly dim: number;
  /** How opaque bright points of the colour of dimmed ones are: they are drawn under the others. Null: as all, in turn. */
  readonly behind: number | null;
  /** Shades behind the points, from the ground to where papers are densest; null: none. */
  readonly shades: readonly string[] | null;
  /** By topic, the colour of its label; null: all in the page's ink. */
  readonly labels: readonly string[] | null;
  /** How much larger bright points are than usual: a few among many would not be seen. */
  readonly grown: number;
}
