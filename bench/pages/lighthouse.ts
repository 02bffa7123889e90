// Lighthouse brings as many files as everything else together, and only this measurement asks it: installed when it is first run.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Named here, since its types come with it. */
export type Lighthouse = (
  url: string,
  flags: {
    readonly port: number;
    readonly logLevel: "error";
    readonly output: "json";
    readonly onlyCategories: readonly string[];
  },
) => Promise<
  | {
      readonly lhr: {
        readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
        readonly audits: Readonly<Record<string, { readonly numericValue?: number }>>;
      };
    }
  | undefined
>;

const HERE = import.meta.dirname;
const ENTRY = `${HERE}/node_modules/lighthouse/core/index.js`;

export async function loadLighthouse(): Promise<Lighthouse> {
  if (!existsSync(ENTRY)) {
    const args = ["ci", "--prefix", HERE, "--no-audit", "--no-fund"];
    execFileSync("npm", args, { stdio: ["ignore", "ignore", "inherit"] });
  }
  const { default: lighthouse } = (await import(ENTRY)) as { readonly default: Lighthouse };
  return lighthouse;
}
