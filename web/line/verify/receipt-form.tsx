// The form for a receipt, the line's or a list's: pasted, chosen as a file, or fetched for whoever is signed in.
import type { JSX } from "preact";
import { Button } from "../../components/button.tsx";

export type ReceiptFormProps = {
  readonly words: { readonly label: string; readonly check: string; readonly file: string; readonly own: string };
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly check: (text: string) => Promise<void>;
  readonly own: () => Promise<void>;
};

export const ReceiptForm = ({ words, text, onText, check, own }: ReceiptFormProps): JSX.Element => (
  <form
    class="verify-form"
    onSubmit={(event) => {
      event.preventDefault();
      void check(text);
    }}
  >
    <label class="field">
      <span class="field-label">{words.label}</span>
      <textarea
        class="control verify-paste"
        rows={4}
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
    </label>
    <div class="verify-row">
      <Button type="submit" kind="primary" disabled={text.trim() === ""}>
        {words.check}
      </Button>
      <label class="button verify-file">
        {words.file}
        <input
          type="file"
          class="unseen"
          accept=".txt,.json,text/plain"
          onChange={({ currentTarget }) => void currentTarget.files?.[0]?.text().then(check)}
        />
      </label>
      <Button onClick={() => void own()}>{words.own}</Button>
    </div>
  </form>
);
