// A process that outlives its parent by a moment only, to end the parent's workerd. It is told ids over its standard
// input; when that pipe ends, however the parent died, it ends them and itself.
const watched = new Set<number>();
let rest = "";

process.stdin.setEncoding("utf8");
process.stdin.on("data", (text: string) => {
  const lines = (rest + text).split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) {
    const [verb, pid] = line.split(" ");
    if (verb === "watch") watched.add(Number(pid));
    if (verb === "forget") watched.delete(Number(pid));
  }
});
process.stdin.on("end", () => {
  for (const pid of watched) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It is gone already, which is what was wanted.
    }
  }
  process.exit(0);
});
// Signals to the whole group must not end the guard before it has done its work.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
