// Where the six digits go. As sent it is one field that takes a paste or the phone's own suggestion; the island makes
// six of it.
import type { JSX } from "preact";
import type { FailureWords } from "../../../schema/failures/words.ts";
import { Button } from "../../../web/components/button.tsx";
import { Countdown } from "../../../web/components/countdown.tsx";
import { LineRule } from "../../../web/components/line-rule.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import type { PageProps } from "../../kit/pages/view-models.ts";
import { Refused } from "./refused.tsx";

const DIGITS = [1, 2, 3, 4, 5, 6] as const;

export type CodeView = {
  readonly email: string;
  readonly expires_at_ms: number;
  readonly return_to: string;
  /** Said at the field: the digits are not right, or not all there. */
  readonly code_error: string | null;
  /** Said above the form: this code is of no more use. */
  readonly refusal: FailureWords | null;
};

export const CodePage = ({ frame, view }: PageProps<CodeView>): JSX.Element => {
  const { code } = wordsFor(frame.language).account;
  return (
    <Layout frame={frame} title={code.title} description={code.description} hidden class="door">
      <div class="door-voice">
        <h1 class="page-title">{code.title}</h1>
        <LineRule share={0.5} />
        <p class="prose">{code.sentTo(view.email)}</p>
        <p class="door-note">{code.where}</p>
      </div>
      <div class="door-ways">
        {view.refusal === null ? null : <Refused words={view.refusal} language={frame.language} />}
        <CodeForm frame={frame} view={view} />
        <form class="form door-again" method="post" action={`${paths.code}/resend`}>
          <input type="hidden" name="return_to" value={view.return_to} />
          <Button type="submit" describedBy="resend-note">
            {code.resend}
          </Button>
          <p class="field-hint" id="resend-note">
            {code.resendNote}
          </p>
        </form>
        <p>
          <a class="link-line" href={paths.signIn(view.return_to)}>
            {code.otherEmail}
          </a>
        </p>
      </div>
    </Layout>
  );
};

const CodeForm = ({ frame, view }: PageProps<CodeView>): JSX.Element => {
  const { code } = wordsFor(frame.language).account;
  const refused = view.code_error !== null;
  return (
    <form class="form" method="post" action={paths.code} novalidate data-code-form>
      <input type="hidden" name="return_to" value={view.return_to} />
      <div
        class={refused ? "field field-refused" : "field"}
        data-code-field
        data-digit-labels={DIGITS.map((place) => code.digit(place)).join("|")}
        data-shape={code.shape}
      >
        <label class="field-label" for="code" id="code-label">
          {code.label}
        </label>
        <input
          id="code"
          class="control code-whole tabular"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          // Room for the spaces and dashes of a pasted code.
          maxLength={20}
          required
          autofocus
          aria-describedby={refused ? "code-error code-hint" : "code-hint"}
          aria-invalid={refused ? "true" : undefined}
        />
        <p class="field-error" id="code-error" role="alert" hidden={!refused}>
          {view.code_error ?? ""}
        </p>
        <p class="field-hint" id="code-hint">
          {code.hint}
        </p>
      </div>
      <p class="code-clock">
        <span>{code.left}</span>
        <Countdown untilMs={view.expires_at_ms} nowMs={frame.now_ms} language={frame.language} done={code.over} />
      </p>
      <Button type="submit" kind="primary" wide>
        {code.confirm}
      </Button>
    </form>
  );
};
