// For who was taken out of the line: why, what they asked and what was answered, and a form to ask for another look. It is a
// plain form with a script too: it is sent once, and the page then says what became of it.
import type { JSX } from "preact";
import { LIMITS } from "../../../schema/limits.ts";
import { Button } from "../../components/button.tsx";
import { TextArea } from "../../components/field.tsx";
import type { LineWords } from "../../words/line-ko.ts";
import type { LineFacts } from "../facts.ts";
import type { LineModel } from "../model.ts";

export const isRemoved = ({ place, join_refusal }: LineModel): boolean =>
  place?.reason === "removed" || (place === null && join_refusal?.code === "removed");

type Props = { readonly facts: LineFacts; readonly words: LineWords };

export const Appeal = ({ facts, words }: Props): JSX.Element => {
  const { removal } = facts;
  const { appeal } = words;
  // Removed while the page was open: it knows no more yet than that, and the service looks at what is sent.
  const may_appeal = removal?.may_appeal ?? true;
  const asked = removal?.appeal ?? null;
  return (
    <section class="line-part line-check-mail" aria-labelledby="line-appeal-title">
      <h2 class="line-check-title" id="line-appeal-title">
        {appeal.title}
      </h2>
      {removal?.removal_reason ? <Quote label={appeal.reason} text={removal.removal_reason} /> : null}
      {asked === null ? null : <Quote label={appeal.asked} text={asked.text} />}
      {asked?.status === "OPEN" ? <p class="line-small">{appeal.open}</p> : null}
      {asked !== null && asked.status !== "OPEN" ? (
        <Quote label={appeal.answers[asked.status]} text={asked.answer ?? ""} />
      ) : null}
      {may_appeal ? (
        <form method="post" action={facts.paths.line}>
          <TextArea
            id="line-appeal"
            name="appeal"
            label={appeal.label}
            hint={appeal.hint}
            rows={4}
            maxLength={LIMITS.appeal_chars}
            required
          />
          <Button type="submit" name="act" value="appeal" kind="primary">
            {appeal.send}
          </Button>
        </form>
      ) : null}
    </section>
  );
};

const Quote = ({ label, text }: { readonly label: string; readonly text: string }): JSX.Element => (
  <p class="line-quote">
    <strong class="line-small">{label}</strong>
    <span>{text}</span>
  </p>
);
