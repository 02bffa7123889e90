// The door: one tap with an account one has, or a mail address for a code.
import type { JSX } from "preact";
import type { FailureWords } from "../../../schema/failures/words.ts";
import type { Provider } from "../../../schema/http/people.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { Button } from "../../../web/components/button.tsx";
import { Field } from "../../../web/components/field.tsx";
import { LineRule } from "../../../web/components/line-rule.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import type { PageProps } from "../../kit/pages/view-models.ts";
import { ProviderButtons } from "./provider-buttons.tsx";
import { Refused } from "./refused.tsx";

export type SignInView = {
  readonly providers: readonly Provider[];
  readonly return_to: string;
  readonly email: string;
  readonly email_error: string | null;
  readonly refusal: FailureWords | null;
};

export const SignInPage = ({ frame, view }: PageProps<SignInView>): JSX.Element => {
  const { shell, account } = wordsFor(frame.language);
  const { signIn } = account;
  const { providers, return_to, email, email_error, refusal } = view;
  return (
    <Layout frame={frame} title={signIn.title} description={signIn.description} hidden class="door">
      <div class="door-voice">
        <h1 class="page-title">{signIn.title}</h1>
        <LineRule share={0.12} />
        <p class="prose">{signIn.lead}</p>
        {return_to === "/" ? null : <p class="door-note">{signIn.brought}</p>}
      </div>
      <div class="door-ways">
        {refusal === null ? null : <Refused words={refusal} language={frame.language} />}
        {providers.length === 0 ? null : (
          <>
            <ProviderButtons providers={providers} return_to={return_to} language={frame.language} />
            <p class="door-or">{signIn.or}</p>
          </>
        )}
        <form class="form" method="post" action={paths.signInForm} novalidate>
          <input type="hidden" name="return_to" value={return_to} />
          <Field
            id="email"
            name="email"
            type="email"
            label={signIn.email}
            hint={signIn.emailHint}
            value={email}
            inputMode="email"
            autoComplete="email"
            maxLength={LIMITS.email_chars}
            required
            {...(email_error === null ? {} : { error: email_error })}
          />
          <Button type="submit" kind="primary" wide>
            {signIn.send}
          </Button>
          <p class="door-note">
            {signIn.agreed} <a href={paths.terms}>{shell.terms}</a> · <a href={paths.privacy}>{shell.privacy}</a>
          </p>
        </form>
      </div>
    </Layout>
  );
};
