// Only where there is a stand-in for the provider: how the practice payment shall end.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { Select } from "../../components/field.tsx";
import type { CheckoutWords } from "../facts.ts";

export type SimulatedControlProps = { readonly words: CheckoutWords; readonly simulate: (outcome: string) => void };

export const SimulatedControl = ({ words, simulate }: SimulatedControlProps): JSX.Element => {
  const [outcome, setOutcome] = useState("success");
  return (
    <details class="pay-sandbox">
      <summary>{words.sandbox}</summary>
      <p class="pay-text">{words.sandboxText}</p>
      <Select
        id="sandbox-outcome"
        name="outcome"
        label={words.sandboxOutcome}
        value={outcome}
        options={Object.entries(words.outcomes).map(([value, label]) => ({ value, label }))}
        onChange={({ target }) => {
          if (target instanceof HTMLSelectElement) setOutcome(target.value);
        }}
      />
      <Button onClick={() => simulate(outcome)}>{words.sandboxPay}</Button>
    </details>
  );
};
