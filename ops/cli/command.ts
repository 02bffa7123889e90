// What a command of `npm run ops` states about itself: the help, the parsing and the completion are made of it.
import type { Api } from "./api.ts";
import type { Environment } from "./environments.ts";

export type Option = {
  /** What stands behind it, for the help; without one it is a switch. */
  readonly value?: string;
  readonly says: string;
};
export type Options = Readonly<Record<string, Option>>;

export type Asked = {
  readonly words: readonly string[];
  readonly environment: Environment;
  /** Null: that of the environment. */
  readonly url: string | null;
  readonly json: boolean;
  text(option: string): string | null;
  is(option: string): boolean;
  /** The service, asked as the administrator whose token is at hand. */
  api(): Promise<Api>;
};

export type Command = {
  /** One word, or two: `sale open`. */
  readonly name: string;
  /** Its words as the help shows them; `[…]` may be left out, `…` may be several. */
  readonly takes: string;
  readonly says: string;
  readonly more?: string;
  readonly options?: Options;
  readonly run: (asked: Asked) => Promise<number>;
};
