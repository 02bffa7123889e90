// Figures as Prometheus reads them: text format 0.0.4. A metric says once what it is and what it means, its samples follow.
export type Labels = Readonly<Record<string, string>>;
export type Sample = { readonly labels: Labels; readonly value: number };

export type Histogram = {
  readonly labels: Labels;
  /** Each bucket's own count, not yet summed up: one for each bound, and one for what went beyond the last. */
  readonly counts: readonly number[];
  readonly sum: number;
};

type About = { readonly name: string; readonly help: string };
export type Metric =
  | (About & { readonly type: "counter" | "gauge"; readonly samples: readonly Sample[] })
  | (About & {
      readonly type: "histogram";
      readonly bounds: readonly number[];
      readonly histograms: readonly Histogram[];
    });

export const CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

export const expose = (metrics: readonly Metric[]): string => metrics.map(textOf).join("");

function textOf(metric: Metric): string {
  const head = `# HELP ${metric.name} ${escaped(metric.help)}\n# TYPE ${metric.name} ${metric.type}\n`;
  if (metric.type !== "histogram") {
    return head + metric.samples.map(({ labels, value }) => line(metric.name, labels, value)).join("");
  }
  return head + metric.histograms.map((one) => histogramText(metric.name, metric.bounds, one)).join("");
}

/** Whole, as a histogram must be: buckets that grow, the last of them everything, then sum and count. */
function histogramText(name: string, bounds: readonly number[], { labels, counts, sum }: Histogram): string {
  let text = "";
  let count = 0;
  for (const [i, bound] of bounds.entries()) {
    count += counts[i] ?? 0;
    text += line(`${name}_bucket`, { ...labels, le: String(bound) }, count);
  }
  count += counts[bounds.length] ?? 0;
  text += line(`${name}_bucket`, { ...labels, le: "+Inf" }, count);
  return text + line(`${name}_sum`, labels, sum) + line(`${name}_count`, labels, count);
}

function line(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text).replaceAll('"', '\\"')}"`);
  return `${name}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${numberText(value)}\n`;
}

const escaped = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
}
