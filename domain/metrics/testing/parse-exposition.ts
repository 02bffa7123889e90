// Reads the text format as strictly as Prometheus does: help and type once and before the samples, all samples of a metric
// together, no combination of labels twice, histograms whole. Throws where a page breaks a rule.
type Read = { readonly name: string; readonly labels: Record<string, string>; readonly value: number };

export type Exposition = {
  sample(name: string, labels: Record<string, string>): number | undefined;
  has(name: string): boolean;
  histogram(name: string, labels: Record<string, string>): { buckets: [string, number][]; sum: number; count: number };
};

const SUFFIX = /_(bucket|sum|count)$/;
const key = (labels: Record<string, string>): string => JSON.stringify(Object.entries(labels).sort());

export function parseExposition(text: string): Exposition {
  if (text !== "" && !text.endsWith("\n")) throw new Error("the last line has no end");
  const types = new Map<string, string>();
  const samples: Read[] = [];
  const closed = new Set<string>();
  let current = "";
  for (const line of text.split("\n").slice(0, -1)) {
    const type = /^# TYPE (\S+) (counter|gauge|histogram)$/.exec(line);
    const help = /^# HELP (\S+) /.exec(line);
    if (help !== null || type !== null) {
      const name = (type ?? help)?.[1] ?? "";
      if (closed.has(name) || (type !== null && types.has(name))) throw new Error(`${name} stands twice`);
      if (current !== name && current !== "") closed.add(current);
      current = name;
      if (type !== null) types.set(name, type[2] ?? "");
      continue;
    }
    const read = readSample(line);
    const base = types.get(current) === "histogram" ? read.name.replace(SUFFIX, "") : read.name;
    if (base !== current || !types.has(base)) throw new Error(`${read.name} stands outside its metric`);
    samples.push(read);
  }
  const found = (name: string, labels: Record<string, string>) =>
    samples.filter((one) => one.name === name && key(one.labels) === key(labels));
  for (const one of samples) if (found(one.name, one.labels).length > 1) throw new Error(`${one.name} has a twin`);
  return {
    sample: (name, labels) => found(name, labels)[0]?.value,
    has: (name) => samples.some((one) => one.name === name),
    histogram: (name, labels) => ({
      buckets: samples
        .filter((one) => one.name === `${name}_bucket`)
        .filter(({ labels: { le: _le, ...rest } }) => key(rest) === key(labels))
        .map((one): [string, number] => [one.labels.le ?? "", one.value]),
      sum: found(`${name}_sum`, labels)[0]?.value ?? Number.NaN,
      count: found(`${name}_count`, labels)[0]?.value ?? Number.NaN,
    }),
  };
}

function readSample(line: string): Read {
  const match = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line);
  if (match === null) throw new Error(`no sample: ${line}`);
  const labels: Record<string, string> = {};
  let rest = match[2] ?? "";
  while (rest !== "") {
    const pair = /^([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"(?:,|$)/.exec(rest);
    if (pair === null) throw new Error(`no label: ${rest}`);
    labels[pair[1] ?? ""] = (pair[2] ?? "").replace(/\\(.)/g, (_, char: string) => (char === "n" ? "\n" : char));
    rest = rest.slice(pair[0].length);
  }
  const value = match[3] ?? "";
  return {
    name: match[1] ?? "",
    labels,
    value: value === "+Inf" ? Infinity : value === "-Inf" ? -Infinity : Number(value),
  };
}
