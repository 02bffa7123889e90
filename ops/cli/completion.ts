// Completion for bash and zsh: names and options, made from the same statements as the help. npm eats its own words first, so
// it completes `fairline …`, which the script defines.
import type { Command } from "./command.ts";
import { ENVIRONMENTS } from "./environments.ts";
import { COMMON } from "./read.ts";

export const SHELLS = ["bash", "zsh"] as const;
export type Shell = (typeof SHELLS)[number];
export const isShell = (word: string): word is Shell => (SHELLS as readonly string[]).includes(word);

const flags = (names: Iterable<string>): string[] => [...names].map((name) => `--${name}`);

/** What may follow the words so far; `""` stands for the first word. */
export function nextWords(commands: readonly Command[]): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, string[]>();
  const common = flags(Object.keys(COMMON));
  for (const { name, options = {} } of commands) {
    const [first = "", second] = name.split(" ");
    next.set("", [...new Set([...(next.get("") ?? []), first])]);
    if (second !== undefined) next.set(first, [...(next.get(first) ?? []), second]);
    next.set(name, [...flags(Object.keys(options)), ...common]);
  }
  return next;
}

export function completionFor(shell: Shell, commands: readonly Command[], root: string): string {
  const next = nextWords(commands);
  const single = new Map(
    commands.filter(({ name }) => !name.includes(" ")).map(({ name }) => [name, next.get(name) ?? []] as const),
  );
  return `# Fairline's operator commands. Put this output into a file, and source it where your shell starts.
${shell === "zsh" ? "autoload -U +X bashcompinit && bashcompinit\n" : ""}fairline() { npm run --silent --prefix ${quoted(root)} ops -- "$@"; }
_fairline() {
  local word="\${COMP_WORDS[COMP_CWORD]}" list="" words="\${COMP_WORDS[1]}"
  if [ "\${COMP_WORDS[COMP_CWORD-1]}" = "--env" ]; then
    COMPREPLY=($(compgen -W "${ENVIRONMENTS.join(" ")}" -- "$word")); return
  fi
  if [ "$COMP_CWORD" -eq 1 ]; then words=""; fi
  if [ "$COMP_CWORD" -ge 3 ]; then words="\${COMP_WORDS[1]} \${COMP_WORDS[2]}"; fi
  case "$words" in
${casesOf(next)}
  esac
  if [ -z "$list" ]; then case "\${COMP_WORDS[1]}" in
${casesOf(single)}
  esac; fi
  COMPREPLY=($(compgen -W "$list" -- "$word"))
}
complete -F _fairline fairline
`;
}

const casesOf = (next: ReadonlyMap<string, readonly string[]>): string =>
  [...next].map(([words, list]) => `    "${words}") list="${list.join(" ")}" ;;`).join("\n");

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
