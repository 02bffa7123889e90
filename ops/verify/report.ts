// The verdict as lines of text, in the words of the verification page.
import { reportOf } from "../../domain/log/words.ts";
import { receiptTitle, verifyWords } from "../../web/line/verify/facts.ts";
import type { Checked } from "./line.ts";

export function printed({ audit, receipts, sound }: Checked, language: "ko" | "en"): string {
  const words = verifyWords(language);
  const { verdict, signatures } = audit;
  const report = reportOf(verdict, language);
  const bad = receipts.flatMap(({ file, verdict: receipt }) =>
    receipt.ok ? [] : [`${file}: ${words.receipt.faults[receipt.fault]}`],
  );
  const wrong = [
    ...report.wrong,
    ...signatures.wrong.map(words.signatureWrong),
    ...signatures.key_unknown.map(words.signatureUnknown),
    ...bad,
  ];
  const good = receipts.flatMap(({ file, verdict: receipt }) =>
    receipt.ok ? [`${file}: ${receiptTitle(receipt.receipt, language)}`] : [],
  );
  const proved = sound
    ? [...report.proved, ...(signatures.good > 0 ? [words.signatures(signatures.good)] : []), ...good]
    : [];
  const section = (title: string, mark: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${mark} ${line}`)];
  return [
    `${sound ? words.soundTitle : words.wrongTitle} (${verdict.show_id})`,
    ...(sound ? [words.sound(verdict.joined, verdict.admitted)] : []),
    ...section(words.wrong, "✗", wrong),
    ...section(words.proved, "✓", proved),
    ...section(words.unprovable, "·", report.unprovable),
    "",
    `${words.facts.hash}: ${verdict.hash}`,
  ].join("\n");
}
