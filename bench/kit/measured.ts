// What every measurement is asked with, and what it gives back.
import type { Plot } from "./plot.ts";

export type Measured = {
  readonly figures: Readonly<Record<string, number>>;
  readonly method: string;
  /** Drawn into bench/results/ beside the figures. */
  readonly plots?: readonly Plot[];
};
/** `peers`: measure Redis and PostgreSQL too. Asked for and not there, the measurement fails. */
export type Options = { readonly peers: boolean; readonly numbers: Readonly<Record<string, number>> };
