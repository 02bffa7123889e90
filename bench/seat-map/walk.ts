// What the measured page hands back, and under which name it can be asked for.
export type Walk = {
  /** From each animation frame to the next. */
  readonly frames_ms: readonly number[];
  /** From the script's start to the first whole plan on the screen, the plan's own making included. */
  readonly first_drawn_ms: number;
};

declare global {
  /** Walks once; there when the map is drawn. */
  var walkMap: (() => Promise<Walk>) | undefined;
}
