// `npm run verify -- list`: the log of one showtime's list for returned seats, from its server or from a file.
import { readFileSync, writeFileSync } from "node:fs";
import { listReport } from "../../domain/returns/list-words.ts";
import { Unavailable } from "../../web/line/verify/evidence.ts";
import { verifyWords } from "../../web/line/verify/facts.ts";
import { readKeys } from "../../web/line/verify/jws.ts";
import {
  auditList,
  type ListAudit,
  type ListSource,
  listPath,
  readListCheckpoints,
  readListPage,
} from "../../web/line/verify/list-audit.ts";
import { readArguments, type VerifyArguments } from "./arguments.ts";
import { getFrom } from "./sources.ts";

export const LIST_HELP = `       npm run verify -- list <address or file> [--receipt <file>]... [--lang ko|en] [--save <file>]

  address   a list's log: http://127.0.0.1:8787/v1/api/showtimes/<showtime id>/returns/log`;

/** Exits with 0 (holds), 1 (does not hold) or 2 (could not be checked). */
export async function verifyListCommand(words: readonly string[]): Promise<{ exit: number; text: string }> {
  const read = readArguments(["line", ...words]);
  if (typeof read === "string") return { exit: 2, text: `${read}\n\n${LIST_HELP}` };
  try {
    const done = await checkList(read);
    return { exit: done.sound ? 0 : 1, text: printedList(done, read.language) };
  } catch (error) {
    return { exit: 2, text: error instanceof Error ? error.message : String(error) };
  }
}

async function checkList({ from, receipts, save }: VerifyArguments): Promise<ListAudit> {
  const { showtime_id, source } = /^https?:\/\//.test(from) ? served(from) : kept(from);
  const read = { items: [] as object[], checkpoints: [] as object[], keys: [] as object[] };
  const keeping: ListSource = {
    keys: async () => {
      const keys = await source.keys();
      read.keys = keys.map(({ kid, purpose, jwk }) => ({ ...jwk, kid, purpose }));
      return keys;
    },
    checkpoints: async () => {
      const heads = await source.checkpoints();
      read.checkpoints = heads.map(({ checkpoint, signed }) => ({ ...checkpoint, signed }));
      return heads;
    },
    page: async (at) => {
      const page = await source.page(at);
      read.items.push(...page.entries);
      return page;
    },
  };
  const done = await auditList(
    showtime_id,
    keeping,
    receipts.map((file) => readFileSync(file, "utf8")),
  );
  if (save !== null) writeFileSync(save, `${JSON.stringify({ showtime_id, ...read }, null, 1)}\n`);
  return done;
}

function served(from: string): { showtime_id: string; source: ListSource } {
  const address = new URL(from);
  const showtime_id = /\/showtimes\/([A-Za-z0-9_-]+)\/returns/.exec(address.pathname)?.[1];
  if (showtime_id === undefined) throw new Unavailable(`${from} is no list's log`);
  const list = `${address.origin}${listPath(showtime_id)}`;
  const source: ListSource = {
    keys: () => getFrom(`${address.origin}/.well-known/jwks.json`, readKeys),
    checkpoints: () => getFrom(`${list}/checkpoints?limit=100`, readListCheckpoints),
    page: (at) => getFrom(`${list}/log?from=${at}&limit=1000`, readListPage),
  };
  return { showtime_id, source };
}

function kept(path: string): { showtime_id: string; source: ListSource } {
  const fields = JSON.parse(readFileSync(path, "utf8")) as Readonly<Record<string, unknown>>;
  const page = readListPage({ items: fields.items });
  const heads = readListCheckpoints({ items: fields.checkpoints ?? [] });
  const keys = readKeys({ keys: fields.keys ?? [] });
  const { showtime_id } = fields;
  if (page === undefined || heads === undefined || keys === undefined || typeof showtime_id !== "string")
    throw new Unavailable(`${path} holds no list's log`);
  const source = { keys: async () => keys, checkpoints: async () => heads, page: async () => page };
  return { showtime_id, source };
}

function printedList({ verdict, sound, unsigned }: ListAudit, language: "ko" | "en"): string {
  const words = verifyWords(language);
  const report = listReport(verdict, language);
  const wrong = [...report.wrong, ...(unsigned > 0 ? [words.list.unsigned(unsigned)] : [])];
  const section = (title: string, mark: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${mark} ${line}`)];
  return [
    `${sound ? words.list.sound(verdict.offers) : words.wrongTitle} (${verdict.showtime_id})`,
    ...section(words.wrong, "✗", wrong),
    ...section(words.proved, "✓", sound ? report.proved : []),
    ...section(words.unprovable, "·", report.unprovable),
    "",
    `${words.facts.hash}: ${verdict.hash}`,
  ].join("\n");
}
