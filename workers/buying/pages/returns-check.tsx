// What a list asks of somebody who never stood in the show's line, inside the form of their wish: the page's own check where there
// is a script, a code by mail for everybody.
import type { JSX } from "preact";
import { Button } from "../../../web/components/button.tsx";
import { Field } from "../../../web/components/field.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import type { PageFrame } from "../../kit/pages/view-models.ts";

/** Of one round: it was refused, and whether a code is on its way. */
export type ListCheck = { readonly showtime_id: string; readonly mailed: boolean };

const CODE_DIGITS = 6;

/** Where the island shows how far its work is, and where a third party's widget goes. */
export const CheckRoom = ({ frame }: { readonly frame: PageFrame }): JSX.Element => {
  const words = wordsFor(frame.language).returns.check;
  return (
    <div class="line-check" data-check-room hidden>
      <progress class="line-check-bar" max={1} value={0} aria-label={words.working} />
      <p class="returns-note" role="status" data-check-working={words.working} data-check-vouch={words.vouch} />
      <div class="line-vouch" data-check-widget hidden />
    </div>
  );
};

type ByMailProps = { readonly frame: PageFrame; readonly check: ListCheck };

export const CheckByMail = ({ frame, check }: ByMailProps): JSX.Element => {
  const { returns, line } = wordsFor(frame.language);
  const title = `check-${check.showtime_id}`;
  return (
    <section class="line-check-mail" aria-labelledby={title}>
      <h3 class="line-check-title" id={title}>
        {line.check.mailTitle}
      </h3>
      <p class="returns-note">{check.mailed ? line.check.mailed : returns.check.mailText}</p>
      {check.mailed ? (
        <Field
          id={`code-${check.showtime_id}`}
          name="check_code"
          label={line.check.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9]*"
          maxLength={CODE_DIGITS}
        />
      ) : null}
      <Button type="submit" name="act" value="check_mail">
        {check.mailed ? line.check.mailAgain : line.check.mail}
      </Button>
    </section>
  );
};
