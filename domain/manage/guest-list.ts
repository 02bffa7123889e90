// A list of mail addresses as people have it: one to a line, the cells of a table, a column copied out of a mail program.
// Each line gives one address; what gives none is told with its number, so that it can be found and mended.

export type WrongLine = { readonly line: number; readonly text: string };
export type GuestList = {
  readonly emails: readonly string[];
  /** Lines whose address stood on the list already. */
  readonly doubled: number;
  readonly wrong: readonly WrongLine[];
};

const CHARS_SHOWN = 80;
/** Between the cells of a table, of any country's. */
const CELLS = /[,;\t]/;
/** A head of a table names its columns; none of them is an address. */
const HEAD = /mail|메일|이메일|address|주소/i;

/** Of a cell: quoted or not, "Name <address>" or bare. */
function addressIn(cell: string): string {
  const bare = cell.trim().replace(/^"(.*)"$/s, "$1");
  return (/<([^<>]+)>\s*$/.exec(bare)?.[1] ?? bare).trim().toLowerCase();
}

export function readGuests(text: string, isEmail: (text: string) => boolean): GuestList {
  const emails = new Set<string>();
  const wrong: WrongLine[] = [];
  let doubled = 0;
  for (const [index, line] of text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    if (line.trim() === "") continue;
    const found = line.split(CELLS).map(addressIn).filter(isEmail);
    if (found.length === 0) {
      if (index === 0 && HEAD.test(line)) continue;
      wrong.push({ line: index + 1, text: line.trim().slice(0, CHARS_SHOWN) });
    }
    for (const email of found) {
      if (emails.has(email)) doubled += 1;
      emails.add(email);
    }
  }
  return { emails: [...emails], doubled, wrong };
}
