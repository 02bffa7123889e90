// Reads a browser's trace: how long the page's main thread worked for each frame.

type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Time the thread itself ran; what other processes took from it is not in it. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
};

/** Main-thread work (the processor's time, not the wall's) from one animation frame to the next, in ms, summed over its outermost tasks. */
export function taskTimes(trace: Buffer): number[] {
  const { traceEvents: events } = JSON.parse(trace.toString("utf8")) as { traceEvents: TraceEvent[] };
  const callbacks = events.filter(({ name, ph }) => name === "FireAnimationFrame" && ph === "X");
  const thread = busiest(callbacks);
  if (thread === null) throw new Error("the trace shows no frames");
  const own = ({ pid, tid }: TraceEvent): boolean => pid === thread.pid && tid === thread.tid;
  const called_at = callbacks
    .filter(own)
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  const tasks = events
    .filter((event) => event.name === "RunTask" && event.ph === "X" && own(event))
    .sort((a, b) => a.ts - b.ts);
  const work_ms: number[] = [];
  let next = 0;
  for (const { ts, dur = 0, tdur = dur } of tasks) {
    const before = next;
    // Several callbacks may run in the task of one frame.
    while (next < called_at.length && (called_at[next] ?? 0) < ts + dur) next++;
    if (next > before) work_ms.push(0);
    if (work_ms.length > 0) work_ms[work_ms.length - 1] = (work_ms.at(-1) ?? 0) + tdur / 1_000;
  }
  return work_ms.slice(1, -1);
}

function busiest(frames: readonly TraceEvent[]): { readonly pid: number; readonly tid: number } | null {
  const counts = new Map<string, { pid: number; tid: number; count: number }>();
  for (const { pid, tid } of frames) {
    const seen = counts.get(`${pid}.${tid}`) ?? { pid, tid, count: 0 };
    seen.count++;
    counts.set(`${pid}.${tid}`, seen);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0] ?? null;
}
