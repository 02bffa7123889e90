// What also comes by mail, and whether this device is woken.
import type { JSX } from "preact";
import { MAIL_TOPICS, type MailChoices } from "../../../domain/inbox/causes.ts";
import { Button } from "../../../web/components/button.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { paths } from "../../kit/pages/paths.ts";
import { Section } from "../../kit/pages/section.tsx";
import type { PageFrame } from "../../kit/pages/view-models.ts";

type Props = { readonly frame: PageFrame; readonly mail: MailChoices; readonly push_key: string | null };

export const Choices = ({ frame, mail, push_key }: Props): JSX.Element => {
  const words = wordsFor(frame.language).notices;
  return (
    <>
      <Section title={words.choices} text={words.choicesText}>
        <form class="form" method="post" action={`${paths.notifications}/choices`}>
          <div class="choices">
            {MAIL_TOPICS.map((topic) => (
              <label class="tick" key={topic}>
                <input type="checkbox" name={topic} value="on" checked={mail[topic]} />
                {words.topics[topic]}
              </label>
            ))}
          </div>
          <p class="account-text">{words.choicesAlways}</p>
          <div class="form-end">
            <Button type="submit">{words.save}</Button>
          </div>
        </form>
      </Section>
      {push_key === null ? null : (
        <Section title={words.push} text={words.pushText}>
          <div class="inbox-push" data-push-key={push_key} hidden>
            <p class="account-text" data-push-says />
            <Button class="inbox-push-button">{words.pushOn}</Button>
          </div>
        </Section>
      )}
    </>
  );
};
