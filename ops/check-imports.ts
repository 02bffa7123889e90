// Imports run one way: schema <- domain <- durable-objects <- workers; web takes from schema and domain; nothing
// imports sandbox. Inside workers/ a topic imports what stands before it in the order below, never what stands after.
// No files import each other in a circle, not even their types. Prints each fault and fails.
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
  "practice",
  "door",
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

export type Source = { readonly path: string; readonly text: string };

/** The files of this repository that a source imports, as paths from its root. */
const importsOf = ({ path, text }: Source): string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g)].map(([, target = ""]) =>
    normalize(join(dirname(path), target)),
  );

export function importsAgainstTheStream(files: readonly Source[]): string[] {
  return files.flatMap((source) => {
    const { path } = source;
    const from = path.split("/")[0] ?? "";
    const allowed = MAY_IMPORT[from];
    if (allowed === undefined) return [];
    return importsOf(source).flatMap((file) => {
      const to = file.split("/")[0] ?? "";
      if (!allowed.includes(to)) return [`${path} imports ${file}: ${from} may not import ${to}`];
      const fault = from === "workers" ? againstTheTopics(path, file) : null;
      return fault === null ? [] : [fault];
    });
  });
}

/** Every way that leads back to where it began, once, as the files along it. */
export function importCircles(files: readonly Source[]): string[] {
  const known = new Set(files.map(({ path }) => path));
  const targets = new Map(files.map((source) => [source.path, importsOf(source).filter((file) => known.has(file))]));
  const circles: string[] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const follow = (path: string): void => {
    const met = way.indexOf(path);
    if (met !== -1) {
      circles.push([...way.slice(met), path].join(" → "));
      return;
    }
    if (done.has(path)) return;
    way.push(path);
    for (const file of targets.get(path) ?? []) follow(file);
    way.pop();
    done.add(path);
  };
  for (const path of known) follow(path);
  return circles;
}

if (import.meta.main) {
  const paths = globSync("{schema,domain,durable-objects,web,workers,sandbox,bench,ops}/**/*.{ts,tsx,mts}").filter(
    (path) => !/\.test\.tsx?$/.test(path),
  );
  const files = paths.map((path) => ({ path, text: readFileSync(path, "utf8") }));
  const against = importsAgainstTheStream(files);
  const circles = importCircles(files);
  for (const fault of against) console.error(fault);
  for (const circle of circles) console.error(`circle: ${circle}`);
  console.log(`imports: ${paths.length} files, ${against.length} against the stream, ${circles.length} circles`);
  process.exit(against.length + circles.length === 0 ? 0 : 1);
}
