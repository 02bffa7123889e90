// A fan's own receipt of a list for returned seats: who signed it, and whether the list's log has it at its place.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { CallApi } from "../../api-client.ts";
import { Icon } from "../../components/icon.tsx";
import { type VerifyFacts, verifyWords } from "./facts.ts";
import { readKeys } from "./jws.ts";
import { checkListReceipt, isInListLog, type ListAudit, type ListReceiptVerdict, listPath } from "./list-audit.ts";
import { ReceiptForm } from "./receipt-form.tsx";

type Props = {
  readonly facts: VerifyFacts;
  readonly call: CallApi;
  readonly audit: (showtime_id: string, receipt: string) => Promise<ListAudit>;
};
type Checked = { readonly verdict: ListReceiptVerdict; readonly in_log: boolean };

const receiptOf = (value: unknown): string | undefined => {
  const receipt = typeof value === "object" && value !== null ? (value as { receipt?: unknown }).receipt : undefined;
  return typeof receipt === "string" ? receipt : undefined;
};

/** Those of the account that is signed in, one for each round whose list it was on. */
async function fetchOwn(call: CallApi, { showtimes }: VerifyFacts): Promise<readonly string[] | "signed_out"> {
  const own: string[] = [];
  for (const { id } of showtimes) {
    const found = await call(`${listPath(id)}/receipt`, { read: receiptOf });
    if (found.ok) own.push(found.value);
    else if (found.failure.status === 401) return "signed_out";
  }
  return own;
}

export const ListReceiptCheck = ({ facts, call, audit }: Props): JSX.Element => {
  const { list, receipt: words, failedText } = verifyWords(facts.language);
  const [text, setText] = useState("");
  const [hint, setHint] = useState<string | null>(null);
  const [checked, setChecked] = useState<readonly Checked[]>([]);

  const checkOne = async (receipt: string): Promise<Checked> => {
    const keys = await call("/.well-known/jwks.json", { read: readKeys });
    const ids = facts.showtimes.map(({ id }) => id);
    const verdict = await checkListReceipt(receipt, ids, keys.ok ? keys.value : []);
    return { verdict, in_log: verdict.ok && isInListLog(await audit(verdict.receipt.showtime_id, receipt)) };
  };
  const checkAll = async (receipts: readonly string[]): Promise<void> => {
    setHint(null);
    setChecked([]);
    try {
      const done: Checked[] = [];
      for (const receipt of receipts) done.push(await checkOne(receipt));
      setChecked(done);
    } catch {
      setHint(failedText);
    }
  };
  const check = async (receipt: string): Promise<void> => {
    setText(receipt);
    await checkAll([receipt]);
  };
  const own = async (): Promise<void> => {
    const found = await fetchOwn(call, facts);
    if (found === "signed_out") setHint(words.ownSignIn);
    else if (found.length === 0) setHint(list.receipt.ownNone);
    else {
      setText(found.length === 1 ? (found[0] ?? "") : "");
      await checkAll(found);
    }
  };
  return (
    <>
      <ReceiptForm
        words={{ label: list.receipt.label, check: words.check, file: words.file, own: list.receipt.own }}
        text={text}
        onText={setText}
        check={check}
        own={own}
      />
      <div role="status">
        {hint === null ? null : <p class="verify-small">{hint}</p>}
        {checked.map((one, i) => (
          <Verdict key={i} checked={one} facts={facts} />
        ))}
      </div>
    </>
  );
};

const Verdict = ({ checked, facts }: { readonly checked: Checked; readonly facts: VerifyFacts }): JSX.Element => {
  const { list, receipt: words } = verifyWords(facts.language);
  const { verdict, in_log } = checked;
  const where = verdict.ok
    ? facts.showtimes.find(({ id }) => id === verdict.receipt.showtime_id)?.label
    : words.faults[verdict.fault];
  return (
    <div class={in_log ? "verify-verdict" : "verify-verdict verify-verdict-wrong"}>
      <Icon name={in_log ? "check" : "alert"} />
      <div>
        <p class="verify-verdict-title">
          {verdict.ok && in_log ? list.receipt.good(verdict.receipt.position) : words.bad}
        </p>
        <p>{where}</p>
        {verdict.ok ? <p>{in_log ? list.receipt.goodText : list.receipt.notInLog}</p> : null}
      </div>
    </div>
  );
};
