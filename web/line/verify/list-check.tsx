// The lists for returned seats on the verification page: each showtime's, checked when somebody asks for it, and a fan's
// own receipt of one, which is checked in this browser and sent nowhere.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { listReport } from "../../../domain/returns/list-words.ts";
import type { Call, CallApi } from "../../api-client.ts";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { Unavailable } from "./evidence.ts";
import { type VerifyFacts, verifyWords } from "./facts.ts";
import { readKeys } from "./jws.ts";
import { auditList, type ListAudit, listPath, readListCheckpoints, readListPage } from "./list-audit.ts";
import { ListReceiptCheck } from "./list-receipt-check.tsx";
import { Lines } from "./result.tsx";

type Props = { readonly facts: VerifyFacts; readonly call: CallApi };
type Done = { readonly label: string; readonly audit: ListAudit };
type Work = "idle" | "working" | "failed" | readonly Done[];

async function checkOne(call: CallApi, showtime_id: string, receipts: readonly string[] = []): Promise<ListAudit> {
  const list = listPath(showtime_id);
  async function get<T>(path: string, read: Call<T>["read"]): Promise<T> {
    const answer = await call(path, { read });
    if (answer.ok) return answer.value;
    throw new Unavailable(answer.failure.code);
  }
  const source = {
    keys: () => get("/.well-known/jwks.json", readKeys),
    checkpoints: () => get(`${list}/checkpoints?limit=100`, readListCheckpoints),
    page: (from: number) => get(`${list}/log?from=${from}&limit=1000`, readListPage),
  };
  return await auditList(showtime_id, source, receipts);
}

export const ListCheck = ({ facts, call }: Props): JSX.Element | null => {
  const { list: words } = verifyWords(facts.language);
  const [work, setWork] = useState<Work>("idle");
  const run = async (): Promise<void> => {
    setWork("working");
    try {
      const done: Done[] = [];
      for (const { id, label } of facts.showtimes) done.push({ label, audit: await checkOne(call, id) });
      setWork(done.filter(({ audit }) => audit.verdict.entries > 0 || !audit.sound));
    } catch {
      setWork("failed");
    }
  };
  if (facts.showtimes.length === 0) return null;
  return (
    <section class="verify-receipt" aria-labelledby="verify-list-title">
      <h2 class="verify-part-title" id="verify-list-title">
        {words.title}
      </h2>
      <p class="verify-small">{words.text}</p>
      <div class="verify-row">
        <Button onClick={() => void run()} disabled={work === "working"}>
          {work === "working" ? words.working : words.check}
        </Button>
      </div>
      <div aria-live="polite">
        {work === "failed" ? <p class="verify-small">{verifyWords(facts.language).failedText}</p> : null}
        {typeof work === "string" ? null : work.length === 0 ? (
          <p class="verify-small">{words.none}</p>
        ) : (
          work.map((one) => <Verdict key={one.label} done={one} facts={facts} />)
        )}
      </div>
      <ListReceiptCheck facts={facts} call={call} audit={(id, receipt) => checkOne(call, id, [receipt])} />
    </section>
  );
};

const Verdict = ({ done, facts }: { readonly done: Done; readonly facts: VerifyFacts }): JSX.Element => {
  const words = verifyWords(facts.language);
  const { verdict, sound, unsigned } = done.audit;
  const report = listReport(verdict, facts.language);
  const wrong = [...report.wrong, ...(unsigned > 0 ? [words.list.unsigned(unsigned)] : [])];
  return (
    <>
      <div class={sound ? "verify-verdict" : "verify-verdict verify-verdict-wrong"}>
        <Icon name={sound ? "check" : "alert"} />
        <div>
          <p class="verify-verdict-title">{sound ? words.list.sound(verdict.offers) : words.wrongTitle}</p>
          <p>{done.label}</p>
        </div>
      </div>
      <Lines title={words.wrong} lines={wrong} kind="wrong" />
      <Lines title={words.proved} lines={sound ? report.proved : []} kind="proved" />
      <Lines title={words.unprovable} lines={report.unprovable} kind="open" />
    </>
  );
};
