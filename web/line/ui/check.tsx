// What is asked before joining, while it is worked on and where it did not pass: how far it is, and the way by mail, which is
// there for everybody. Without a script both are forms.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { Field } from "../../components/field.tsx";
import type { LineWords } from "../../words/line-ko.ts";
import type { LineModel } from "../model.ts";

export type CheckActs = { readonly sendMail: () => void; readonly useCode: (code: string) => void };

const CODE_DIGITS = 6;

/** Where the third party's widget is put up: vouch.ts fills it, and nothing is drawn into it here. */
const Vouch = ({ words }: { readonly words: LineWords }): JSX.Element => (
  <section class="line-check" aria-label={words.check.title}>
    <div class="line-vouch" data-vouch />
  </section>
);

export const CheckProgress = ({ model, words }: { readonly model: LineModel; readonly words: LineWords }) =>
  model.checking === null ? null : model.checking === "vouch" ? (
    <Vouch words={words} />
  ) : (
    <div class="line-check">
      <progress
        class="line-check-bar"
        max={model.checking.of}
        value={model.checking.done}
        aria-label={words.check.working}
      />
      <p class="line-small">{words.check.working}</p>
    </div>
  );

type ByMailProps = {
  readonly model: LineModel;
  readonly words: LineWords;
  /** null: drawn by the server, and a form. */
  readonly acts: CheckActs | null;
  readonly action: string;
};

export const CheckByMail = ({ model, words, acts, action }: ByMailProps): JSX.Element => {
  const { check } = words;
  return (
    <section class="line-part line-check-mail" aria-labelledby="line-check-title">
      <h2 class="line-check-title" id="line-check-title">
        {check.mailTitle}
      </h2>
      <p class="line-small">{model.check_mailed ? check.mailed : check.mailText}</p>
      {acts === null ? (
        <form method="post" action={action}>
          <Button type="submit" name="act" value="check_mail">
            {model.check_mailed ? check.mailAgain : check.mail}
          </Button>
        </form>
      ) : (
        <Button onClick={acts.sendMail}>{model.check_mailed ? check.mailAgain : check.mail}</Button>
      )}
      {model.check_mailed || acts === null ? <CodeForm words={words} acts={acts} action={action} /> : null}
    </section>
  );
};

const CodeForm = ({ words, acts, action }: Omit<ByMailProps, "model">): JSX.Element => {
  const [code, setCode] = useState("");
  const submit = (event: Event): void => {
    if (acts === null) return;
    event.preventDefault();
    acts.useCode(code);
  };
  return (
    <form method="post" action={action} onSubmit={submit}>
      <Field
        id="line-check-code"
        name="check_code"
        label={words.check.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9]*"
        maxLength={CODE_DIGITS}
        required
        onInput={({ currentTarget }) => setCode((currentTarget as HTMLInputElement).value)}
      />
      <Button type="submit" name="act" value="join" kind="primary">
        {words.check.useCode}
      </Button>
    </form>
  );
};
