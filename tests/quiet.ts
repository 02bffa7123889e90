// Runs before every test file in node and in workerd: the product's own log lines end where they are said. Sent to the
// runner one by one only to be dropped there, they took a fifth of the longest tests.
for (const name of ["log", "warn", "error"] as const) {
  const said = console[name];
  // Files that share a process share its console.
  if (said.name === "sayUnlessLogged") continue;
  console[name] = function sayUnlessLogged(...words: unknown[]): void {
    if (!String(words[0]).startsWith('{"level":')) said.apply(console, words);
  };
}
