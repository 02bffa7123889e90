// The verdict in plain words: what was proved, what is wrong, what no log can prove.
import type { JSX } from "preact";
import { reportOf } from "../../../domain/log/words.ts";
import { Icon } from "../../components/icon.tsx";
import type { Audit } from "./audit.ts";
import { LineChart } from "./chart.tsx";
import { type VerifyFacts, verifyWords } from "./facts.ts";

type ResultProps = { readonly audit: Audit; readonly facts: VerifyFacts; readonly position: number | null };

export const Lines = ({
  title,
  lines,
  kind,
}: {
  readonly title: string;
  readonly lines: readonly string[];
  readonly kind: "proved" | "wrong" | "open";
}): JSX.Element | null =>
  lines.length === 0 ? null : (
    <section class={`verify-lines verify-lines-${kind}`}>
      <h2 class="verify-part-title">{title}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>
            <Icon name={kind === "proved" ? "check" : kind === "wrong" ? "cross" : "info"} />
            <span>{line}</span>
          </li>
        ))}
      </ul>
    </section>
  );

export const Result = ({ audit, facts, position }: ResultProps): JSX.Element => {
  const words = verifyWords(facts.language);
  const { verdict, signatures, sound } = audit;
  if (verdict.entries === 0 && sound) {
    return (
      <div>
        <p class="verify-verdict-title">{words.emptyTitle}</p>
        <p class="verify-text">{words.emptyText}</p>
      </div>
    );
  }
  const report = reportOf(verdict, facts.language);
  const wrong = [
    ...report.wrong,
    ...signatures.wrong.map(words.signatureWrong),
    ...signatures.key_unknown.map(words.signatureUnknown),
  ];
  const proved = sound && signatures.good > 0 ? [...report.proved, words.signatures(signatures.good)] : report.proved;
  return (
    <>
      <div class={sound ? "verify-verdict" : "verify-verdict verify-verdict-wrong"}>
        <Icon name={sound ? "check" : "alert"} />
        <div>
          <p class="verify-verdict-title">{sound ? words.soundTitle : words.wrongTitle}</p>
          <p>{sound ? words.sound(verdict.joined, verdict.admitted) : words.wrongText}</p>
        </div>
      </div>
      <Lines title={words.wrong} lines={wrong} kind="wrong" />
      <LineChart audit={audit} facts={facts} position={position} />
      <dl class="verify-facts tabular">
        <div>
          <dt>{words.facts.entries}</dt>
          <dd>{words.facts.entriesOf(verdict.entries)}</dd>
        </div>
        <div>
          <dt>{words.facts.waiting}</dt>
          <dd>{words.facts.peopleOf(verdict.waiting)}</dd>
        </div>
        <div>
          <dt>{words.facts.inside}</dt>
          <dd>{words.facts.peopleOf(verdict.inside)}</dd>
        </div>
        <div class="verify-hash">
          <dt>{words.facts.hash}</dt>
          <dd>
            <code>{verdict.hash}</code>
          </dd>
        </div>
      </dl>
      {sound ? <Lines title={words.proved} lines={proved} kind="proved" /> : null}
      <Lines title={words.unprovable} lines={report.unprovable} kind="open" />
    </>
  );
};
