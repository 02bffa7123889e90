// What the command was asked: which show, where, and who asks.

export const SALE_HELP = `usage: npm run verify -- sale <show id> [--url http://127.0.0.1:8787] [--token <access token>] [--stand-in <address>]

  --url    where the service answers
  --token  an admin's access token, or ADMIN_TOKEN in the environment; not needed at a local instance with its stand-ins
  --stand-in  the local instance whose list of payments is read, if another: a restored one has charged nobody
  PAYMENTS in the environment, as the deployment has it, names the provider whose own list is read; without it the
           stand-in's list of a local instance is`;

export type SaleArguments = {
  readonly show_id: string;
  readonly url: string;
  readonly token: string | null;
  /** Whose stand-in's list of payments is read; without it that of `url`. */
  readonly stand_in?: string;
};

/** Text: what is wrong with them. */
export function readSaleArguments(words: readonly string[]): SaleArguments | string {
  const plain: string[] = [];
  const options = new Map<string, string>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (!word.startsWith("--")) {
      plain.push(word);
      continue;
    }
    const value = words[++i];
    if (!["--url", "--token", "--stand-in"].includes(word)) return `no option is called ${word}`;
    if (value === undefined) return `${word} needs a value`;
    options.set(word, value);
  }
  const [show_id, ...more] = plain;
  if (show_id === undefined || more.length > 0) return "say which show, by its id";
  const url = options.get("--url") ?? `http://127.0.0.1:${process.env.PORT ?? 8787}`;
  if (!URL.canParse(url)) return `${url} is no address`;
  const stand_in = options.get("--stand-in") ?? url;
  if (!URL.canParse(stand_in)) return `${stand_in} is no address`;
  const token = options.get("--token") ?? process.env.ADMIN_TOKEN ?? null;
  return { show_id, url: new URL(url).origin, token, stand_in: new URL(stand_in).origin };
}
