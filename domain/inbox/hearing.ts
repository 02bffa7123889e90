// What one open page of a fan is told next (N2). A fan's messages are numbered without gaps, so what a listener has heard
// is one number: everything up to it, nothing past it. Both the live road and the replay go by it, which is why nothing
// is missed between them and nothing comes twice.

/** `seq` null: came without saying what it heard last, and begins at what is newest. */
export type Heard = {
  readonly seq: number | null;
  readonly unread: number | null;
  /** It was told where it begins. */
  readonly greeted: boolean;
};

export type Numbered = { readonly seq: number };

/** The store as it was at one moment. Messages deleted meanwhile are not among `rows`, and are heard all the same. */
export type Page<Row extends Numbered> = {
  /** Everything with a higher number was asked for. */
  readonly after: number;
  readonly rows: readonly Row[];
  /** Nothing between `after` and this is missing from `rows`. */
  readonly through: number;
  /** The store holds more than one page. */
  readonly more: boolean;
  readonly unread: number;
};

export type Telling<Row extends Numbered> = {
  readonly rows: readonly Row[];
  /** Null: nothing new about it. */
  readonly unread: number | null;
  /** Said once, when all that was missed has been told. */
  readonly hello: boolean;
  readonly heard: Heard;
};

/** Null where this page says nothing to this listener: it starts past what the listener has heard. */
export function tellingOf<Row extends Numbered>(heard: Heard, page: Page<Row>): Telling<Row> | null {
  const { seq } = heard;
  if (seq !== null && seq < page.after) return null;
  // Who begins at the newest has nothing to be told until the newest is known.
  if (seq === null && page.more) return null;
  const rows = seq === null ? [] : page.rows.filter((row) => row.seq > seq);
  const hello = !heard.greeted && !page.more;
  const unread = page.more || hello || heard.unread === page.unread ? null : page.unread;
  return {
    rows,
    unread,
    hello,
    heard: {
      seq: Math.max(seq ?? 0, page.through),
      unread: unread !== null || hello ? page.unread : heard.unread,
      greeted: heard.greeted || hello,
    },
  };
}

/** What to ask the store for, so that every listener can go on; null where nobody listens. */
export function askAfter(listeners: Iterable<Heard>): number | null {
  let after: number | null = null;
  let newest_only = false;
  for (const { seq } of listeners) {
    if (seq === null) newest_only = true;
    else after = after === null ? seq : Math.min(after, seq);
  }
  return after ?? (newest_only ? Number.MAX_SAFE_INTEGER : null);
}
