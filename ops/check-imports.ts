// Imports run one way: schema <- domain <- durable-objects <- workers; web takes from schema and domain; nothing
// imports sandbox. Inside workers/ a topic imports what stands before it in the order below, never what stands after.
// Prints each import against the stream and fails.
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  schema: ["schema"],
  domain: ["schema", "domain"],
  "durable-objects": ["schema", "domain", "durable-objects"],
  web: ["schema", "domain", "web"],
  workers: ["schema", "domain", "durable-objects", "web", "workers", "dist"],
  sandbox: ["schema", "domain", "durable-objects", "web", "workers", "sandbox"],
};

/** The Worker's topics, each standing on those before it. Whoever is needed further down is handed over by the assembly. */
export const TOPICS = [
  "kit",
  "messages",
  "people",
  "catalogue",
  "sale",
  "line",
  "seats",
  "buying",
  "inbox",
  "manage",
  "running",
  "assembly",
] as const;

const topicOf = (path: string): number => TOPICS.findIndex((topic) => path.startsWith(`workers/${topic}/`));

/** Files at the root of workers/ assemble; every folder must be a topic of the list. */
function againstTheTopics(path: string, to: string): string | null {
  if (path.split("/").length < 3) return null;
  if (topicOf(path) === -1) return `${path}: workers/${path.split("/")[1]} is no topic of the list`;
  if (to.startsWith("workers/") && topicOf(to) > topicOf(path))
    return `${path} imports ${to}: against the topics' order`;
  return to.startsWith("workers/") && topicOf(to) === -1 ? `${path} imports ${to}: the root assembles` : null;
}

export function importsAgainstTheStream(files: readonly { path: string; text: string }[]): string[] {
  return files.flatMap(({ path, text }) => {
    const from = path.split("/")[0] ?? "";
    const allowed = MAY_IMPORT[from];
    if (allowed === undefined) return [];
    return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g)].flatMap(([, target = ""]) => {
      const file = normalize(join(dirname(path), target));
      const to = file.split("/")[0] ?? "";
      if (!allowed.includes(to)) return [`${path} imports ${target}: ${from} may not import ${to}`];
      const fault = from === "workers" ? againstTheTopics(path, file) : null;
      return fault === null ? [] : [fault];
    });
  });
}

if (import.meta.main) {
  const paths = globSync("{schema,domain,durable-objects,web,workers,sandbox}/**/*.{ts,tsx}").filter(
    (path) => !/\.test\.tsx?$/.test(path),
  );
  const faults = importsAgainstTheStream(paths.map((path) => ({ path, text: readFileSync(path, "utf8") })));
  for (const fault of faults) console.error(fault);
  console.log(`imports: ${paths.length} files, ${faults.length} against the stream`);
  process.exit(faults.length === 0 ? 0 : 1);
}
