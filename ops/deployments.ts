// What stands in wrangler.toml of one deployment, and what is still a placeholder there: names that belong to nobody, which a
// deployment must not carry into the world.
import { createRequire } from "node:module";
import type * as Wrangler from "wrangler";

export const DEPLOYMENTS = ["production", "staging"] as const;
export type Deployment = (typeof DEPLOYMENTS)[number];

const NOT_MADE = /^[0-]+$/;
const EXAMPLE = /(^|[.@/])fairline\.example$/;

export type Settings = {
  readonly database_id: string;
  readonly public_origin: string;
  readonly mail_from: string;
  readonly operator_contact: string;
  readonly hosts: readonly string[];
};

export function settingsOf(env: Deployment): Settings {
  // As CommonJS, and only once it is asked: imported, its megabytes are read two times more to tell what they export.
  const { unstable_readConfig } = createRequire(import.meta.url)("wrangler") as typeof Wrangler;
  const config = unstable_readConfig({ config: "wrangler.toml", env });
  const vars = config.vars as Readonly<Record<string, unknown>>;
  const database = config.d1_databases.find(({ binding }: { readonly binding: string }) => binding === "DB");
  return {
    database_id: database?.database_id ?? "",
    public_origin: String(vars.PUBLIC_ORIGIN ?? ""),
    mail_from: String(vars.MAIL_FROM ?? ""),
    operator_contact: String(vars.OPERATOR_CONTACT ?? ""),
    hosts: (config.routes ?? []).map((route: string | { readonly pattern: string }) =>
      typeof route === "string" ? route : route.pattern,
    ),
  };
}

/** Each says where it stands and how its real value comes about. */
export function placeholders(settings: Settings, env: Deployment): string[] {
  const { database_id, public_origin, mail_from, operator_contact, hosts } = settings;
  const name = env === "production" ? "fairline" : `fairline-${env}`;
  const found: string[] = [];
  if (database_id === "" || NOT_MADE.test(database_id)) {
    found.push(`[[env.${env}.d1_databases]] database_id: \`npx wrangler d1 create ${name} --location apac\` prints it`);
  }
  if (hosts.length === 0 || hosts.some((host) => EXAMPLE.test(host))) {
    found.push(`[env.${env}] routes: the name fans come by, in a zone of your account`);
  }
  if (EXAMPLE.test(public_origin)) found.push(`[env.${env}.vars] PUBLIC_ORIGIN: https:// and the same name`);
  if (EXAMPLE.test(mail_from)) found.push(`[env.${env}.vars] MAIL_FROM: an address of a domain that may send mail`);
  if (EXAMPLE.test(operator_contact)) {
    found.push(`[env.${env}.vars] OPERATOR_NAME, OPERATOR_CONTACT: who answers for the service, shown on /privacy`);
  }
  const host = URL.parse(public_origin)?.host ?? "";
  if (found.length === 0 && !hosts.includes(host)) {
    found.push(
      `[env.${env}.vars] PUBLIC_ORIGIN leads to ${host}, the routes to ${hosts.join(", ")}: links would go astray`,
    );
  }
  return found;
}

export type Deploying = { readonly env: Deployment; readonly how: "real" | "first" | "dry" };

const SWITCHES = { "--dry-run": "dry", "--first": "first" } as const;
const isSwitch = (word: string): word is keyof typeof SWITCHES => Object.hasOwn(SWITCHES, word);

/** What `npm run deploy` was asked; null where it is not understood. */
export function readDeployment(args: readonly string[]): Deploying | null {
  const at = args.indexOf("--env");
  const env = at === -1 ? "production" : DEPLOYMENTS.find((one) => one === args[at + 1]);
  const rest = at === -1 ? args : args.toSpliced(at, 2);
  const [word, ...more] = rest;
  if (env === undefined || more.length > 0) return null;
  if (word === undefined) return { env, how: "real" };
  return isSwitch(word) ? { env, how: SWITCHES[word] } : null;
}
