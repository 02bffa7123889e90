// The commands that a document tells people to type: in its blocks of shell, and in its sentences.

const BLOCK = /^```sh\n([\s\S]*?)^```/gm;
const INLINE = /`((?:npm run|npx wrangler) [^`]+)`/g;

/** Each once, without comments and without where its output goes. A loop's body counts as its own commands. */
export function commandsIn(document: string): string[] {
  const blocks = [...document.matchAll(BLOCK)].flatMap(([, block = ""]) => block.split("\n"));
  const inline = [...document.matchAll(INLINE)].map(([, command = ""]) => command);
  const plain = [...blocks, ...inline].map((line) => line.replace(/(?:^|\s)#.*$/, ""));
  const single = plain.flatMap((line) => line.split(/\s*(?:&&|;)\s*/)).map((part) => part.replace(/^do /, ""));
  const asked = single.map((part) =>
    part
      .trim()
      .replace(/\s[<>]\s*[~\w./-]+$/, "")
      .trim(),
  );
  return [...new Set(asked)].filter((part) => part !== "" && !part.endsWith(" …"));
}

/** As a shell parts them: quotes hold words together. */
export const wordsOf = (command: string): string[] =>
  [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? "");
