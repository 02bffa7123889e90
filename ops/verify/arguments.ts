// What the command was asked: which line, from where, with which receipts.

export const HELP = `usage: npm run verify -- line <address or file> [--show <id>] [--receipt <file>]... [--lang ko|en] [--save <file>]

  address   a show's page, its verification page or its log: http://127.0.0.1:8787/verify/<show id>
            (or a server alone, with --show)
  file      what --save wrote, or a log as the service answers it
  --receipt a receipt that a fan kept; may be given several times
  --save    keeps the log, the checkpoints and the keys, so that they can be checked again later`;

export type VerifyArguments = {
  readonly from: string;
  readonly show_id: string | null;
  readonly receipts: readonly string[];
  readonly language: "ko" | "en";
  readonly save: string | null;
};

/** Text: what is wrong with them. */
export function readArguments(words: readonly string[]): VerifyArguments | string {
  const [kind, ...rest] = words;
  if (kind !== "line") return kind === undefined ? "" : `nothing to verify is called "${kind}"`;
  const plain: string[] = [];
  const options = new Map<string, string[]>();
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i] ?? "";
    if (!word.startsWith("--")) {
      plain.push(word);
      continue;
    }
    const value = rest[++i];
    if (!["--show", "--receipt", "--lang", "--save"].includes(word)) return `no option is called ${word}`;
    if (value === undefined) return `${word} needs a value`;
    options.set(word, [...(options.get(word) ?? []), value]);
  }
  const [from, show = null, ...more] = plain;
  if (from === undefined || more.length > 0) return "say which line: an address or a file";
  const language = options.get("--lang")?.at(-1) ?? "en";
  if (language !== "ko" && language !== "en") return "--lang is ko or en";
  return {
    from,
    show_id: options.get("--show")?.at(-1) ?? show,
    receipts: options.get("--receipt") ?? [],
    language,
    save: options.get("--save")?.at(-1) ?? null,
  };
}
