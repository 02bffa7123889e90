// Which handlers a path leads to, found once for each form of path and remembered: the tree of three hundred routes is
// walked once, not for every request of a crowd.
import type { Result, Router } from "hono/router";
import { TrieRouter } from "hono/router/trie-router";

/** Forms of paths, not paths: whoever makes them up fills this, and it begins anew. */
const FORMS_MAX = 2_000;
const SEGMENTS_MAX = 24;
/** Stands for the n-th part of a path where that is no word of any route; no address can hold it. */
const MARK = "\u0000";

type Match<T> = readonly [handler: T, params: readonly (readonly [name: string, at: number])[], words: Params];
type Params = Record<string, string>;

/**
 * Two paths that differ only in parts which no route spells out lead to the same handlers: the tree tells such parts apart
 * by nothing. Routes with patterns of their own inside a part would break that, and are refused.
 */
export class KeptMatches<T> implements Router<T> {
  name = "KeptMatches";
  readonly #tree = new TrieRouter<T>();
  readonly #words = new Set<string>();
  readonly #forms = new Map<string, readonly Match<T>[]>();

  add(method: string, path: string, handler: T): void {
    for (const part of path.split("/")) {
      if (part.includes("{") || part.endsWith("?") || (part.includes("*") && part !== "*")) {
        throw new Error(`${path}: a part of a path is a word, a name or a star`);
      }
      // A part that is written as a name or a star is no word: the tree would take it for its own.
      if (!part.startsWith(":") && part !== "*") this.#words.add(part);
    }
    this.#tree.add(method, path, handler);
    this.#forms.clear();
  }

  match(method: string, path: string): Result<T> {
    const parts = path.split("/");
    if (parts.length > SEGMENTS_MAX) return this.#tree.match(method, path);
    const form = parts.map((part, at) => (part === "" || this.#words.has(part) ? part : MARK + at)).join("/");
    const key = `${method} ${form}`;
    let matches = this.#forms.get(key);
    if (matches === undefined) {
      matches = this.#find(method, form);
      if (this.#forms.size >= FORMS_MAX) this.#forms.clear();
      this.#forms.set(key, matches);
    }
    return [matches.map(([handler, params, words]) => [handler, filled(params, words, parts)])];
  }

  #find(method: string, form: string): Match<T>[] {
    const [found] = this.#tree.match(method, form) as [[T, Params][]];
    return found.map(([handler, params]) => {
      const names = Object.entries(params);
      const marked = names.flatMap(([name, value]) =>
        value.startsWith(MARK) ? [[name, Number(value.slice(1))] as const] : [],
      );
      return [handler, marked, Object.fromEntries(names.filter(([, value]) => !value.startsWith(MARK)))];
    });
  }
}

function filled(params: Match<unknown>[1], words: Params, parts: readonly string[]): Params {
  // What stands before every route names nothing.
  if (params.length === 0) return words;
  const whole = { ...words };
  for (const [name, at] of params) whole[name] = parts[at] ?? "";
  return whole;
}
