// The verification page while a script runs: fetches, does the sums, says what came of them.
import type { JSX } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import type { CallApi } from "../../api-client.ts";
import { Button } from "../../components/button.tsx";
import { type Audit, audit, type Stage } from "./audit.ts";
import { type VerifyFacts, verifyWords } from "./facts.ts";
import { ListCheck } from "./list-check.tsx";
import { ReceiptCheck } from "./receipt-check.tsx";
import { Result } from "./result.tsx";
import { webSource } from "./web-source.ts";

type Work =
  | { readonly at: "working"; readonly stage: Stage }
  | { readonly at: "done"; readonly audit: Audit }
  | { readonly at: "failed" };

/** A timer of 0 lets the page draw between two slices; a frame would stop in a page that is not looked at. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

const stageWords = (stage: Stage, words: ReturnType<typeof verifyWords>): string =>
  stage.at === "log" ? words.stages.log(stage.entries) : words.stages[stage.at];

export const VerifyApp = ({ facts, call }: { readonly facts: VerifyFacts; readonly call: CallApi }): JSX.Element => {
  const words = verifyWords(facts.language);
  const [work, setWork] = useState<Work>({ at: "working", stage: { at: "keys" } });
  const [position, setPosition] = useState<number | null>(null);

  const run = useCallback(async (): Promise<void> => {
    const progress = (stage: Stage): void => setWork({ at: "working", stage });
    try {
      const source = webSource(call, facts.show_id);
      const done = await audit(facts.show_id, source, { progress, breathe, now: () => performance.now() });
      setWork({ at: "done", audit: done });
    } catch {
      setWork({ at: "failed" });
    }
  }, [call, facts.show_id]);
  useEffect(() => void run(), [run]);

  return (
    <>
      <div class="verify-result" aria-live="polite" aria-busy={work.at === "working"}>
        {work.at === "working" ? (
          <div class="verify-working">
            <p class="verify-verdict-title tabular">{stageWords(work.stage, words)}</p>
            <span class="verify-progress" aria-hidden="true" />
          </div>
        ) : null}
        {work.at === "failed" ? (
          <div class="verify-verdict verify-verdict-wrong">
            <div>
              <p class="verify-verdict-title">{words.failedTitle}</p>
              <p>{words.failedText}</p>
            </div>
          </div>
        ) : null}
        {work.at === "done" ? <Result audit={work.audit} facts={facts} position={position} /> : null}
        {work.at === "working" ? null : <Button onClick={() => void run()}>{words.again}</Button>}
      </div>
      <ReceiptCheck facts={facts} call={call} audit={work.at === "done" ? work.audit : null} onPosition={setPosition} />
      <ListCheck facts={facts} call={call} />
    </>
  );
};
