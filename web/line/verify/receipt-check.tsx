// A fan's own receipt: pasted, chosen as a file or fetched; checked in this browser and sent nowhere.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { CallApi } from "../../api-client.ts";
import { Icon } from "../../components/icon.tsx";
import type { Audit } from "./audit.ts";
import { queuePath, receiptTitle, type VerifyFacts, verifyWords } from "./facts.ts";
import { readKeys } from "./jws.ts";
import { checkOwnReceipt, type ReceiptVerdict } from "./own-receipt.ts";
import { ReceiptForm } from "./receipt-form.tsx";

export type ReceiptProps = {
  readonly facts: VerifyFacts;
  readonly call: CallApi;
  readonly audit: Audit | null;
  readonly onPosition: (position: number | null) => void;
};

type Checked = { readonly verdict: ReceiptVerdict; readonly took_ms: number };

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
const textOf = (value: unknown, name: string): string | undefined => {
  const field = fieldOf(value, name);
  return typeof field === "string" ? field : undefined;
};

/** The account's own: its place says the position, the position the receipt. */
async function fetchOwn(call: CallApi, show_id: string): Promise<string | "signed_out" | null> {
  const queue = queuePath(show_id);
  const place = await call(`${queue}/status`, { read: (answer) => ({ position: fieldOf(answer, "position") }) });
  if (!place.ok) return place.failure.status === 401 ? "signed_out" : null;
  if (typeof place.value.position !== "number") return null;
  const found = await call(`${queue}/receipts/${place.value.position}`, {
    read: (answer) => textOf(answer, "receipt"),
  });
  return found.ok ? found.value : null;
}

const Verdict = ({
  checked,
  facts,
  audit,
}: { checked: Checked } & Pick<ReceiptProps, "facts" | "audit">): JSX.Element => {
  const { receipt: words } = verifyWords(facts.language);
  const { verdict, took_ms } = checked;
  if (!verdict.ok) {
    return (
      <div class="verify-verdict verify-verdict-wrong" role="status">
        <Icon name="alert" />
        <div>
          <p class="verify-verdict-title">{words.bad}</p>
          <p>{words.faults[verdict.fault]}</p>
        </div>
      </div>
    );
  }
  const { receipt } = verdict;
  const hash = audit?.join_hashes.get(receipt.seq);
  const inLog = audit === null ? null : hash === receipt.hash;
  return (
    <div class={inLog === false ? "verify-verdict verify-verdict-wrong" : "verify-verdict"} role="status">
      <Icon name={inLog === false ? "alert" : "check"} />
      <div>
        <p class="verify-verdict-title">{inLog === false ? words.bad : receiptTitle(receipt, facts.language)}</p>
        <p>
          {words.goodText(`${took_ms < 1 ? "< 1" : Math.round(took_ms)} ms`)}{" "}
          {inLog === null ? words.logNotYet : inLog ? words.inLog : words.notInLog}
        </p>
      </div>
    </div>
  );
};

export const ReceiptCheck = ({ facts, call, audit, onPosition }: ReceiptProps): JSX.Element => {
  const { receipt: words } = verifyWords(facts.language);
  const [text, setText] = useState("");
  const [checked, setChecked] = useState<Checked | null>(null);
  const [hint, setHint] = useState<string | null>(null);

  const check = async (receipt: string): Promise<void> => {
    setText(receipt);
    setHint(null);
    const keys = await call("/.well-known/jwks.json", { read: readKeys });
    const began = performance.now();
    const verdict = await checkOwnReceipt(receipt, facts.show_id, keys.ok ? keys.value : []);
    setChecked({ verdict, took_ms: performance.now() - began });
    onPosition(verdict.ok ? verdict.receipt.position : null);
  };
  const own = async (): Promise<void> => {
    const found = await fetchOwn(call, facts.show_id);
    if (found === null || found === "signed_out") setHint(found === null ? words.ownNone : words.ownSignIn);
    else await check(found);
  };
  return (
    <section class="verify-receipt" aria-labelledby="verify-receipt-title">
      <h2 class="verify-part-title" id="verify-receipt-title">
        {words.title}
      </h2>
      <p class="verify-small">{words.text}</p>
      <ReceiptForm words={words} check={check} own={own} text={text} onText={setText} />
      {hint === null ? null : (
        <p class="verify-small" role="status">
          {hint}
        </p>
      )}
      {checked === null ? null : <Verdict checked={checked} facts={facts} audit={audit} />}
    </section>
  );
};
