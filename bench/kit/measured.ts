// What every measurement is asked with, and what it gives back.
export type Measured = { readonly figures: Readonly<Record<string, number>>; readonly method: string };
/** `peers`: measure Redis and PostgreSQL too. Asked for and not there, the measurement fails. */
export type Options = { readonly peers: boolean };
