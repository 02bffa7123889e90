// How much of a form waits to be saved: each field is there twice, as it is and, after "was.", as it was when the page was made.
/** Before the name of what stood there. */
export const WAS = "was.";

const plain = (text: string | undefined): string => (text ?? "").replace(/\r\n?/g, "\n");

/** A box without its tick is not sent at all. */
export const unsavedIn = (fields: ReadonlyMap<string, string>): number =>
  [...fields].filter(([name, was]) => name.startsWith(WAS) && plain(fields.get(name.slice(WAS.length))) !== plain(was))
    .length;
