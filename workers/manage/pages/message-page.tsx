// Writing to buyers: how many a filter reaches stands above the text, which is written in both languages side by side.
import type { JSX } from "preact";
import { LIMITS } from "../../../schema/limits.ts";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { Consequences } from "../../../web/components/console/consequence-dialog.tsx";
import { PageHead } from "../../../web/components/console/page-head.tsx";
import { TextArea } from "../../../web/components/field.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import type { PageProps } from "../../kit/pages/view-models.ts";
import type { ShowOfPage } from "./as-owner.ts";
import { ConsoleLayout } from "./console-layout.tsx";
import { consolePaths } from "./paths.ts";
import { crumbsOf } from "./purchases-page.tsx";

export type MessageView = {
  readonly show: ShowOfPage;
  readonly buyers: number;
  /** The choice, as the answer sends it again. */
  readonly fields: readonly (readonly [string, string])[];
  /** What did not do, as it was typed. */
  readonly refused: { readonly text: string; readonly text_en: string } | null;
};

export const MessagePage = ({ frame, view }: PageProps<MessageView>): JSX.Element => {
  const { purchases, parts } = wordsFor(frame.language).console;
  const { message } = purchases;
  const back = <LinkButton href={consolePaths.purchases(view.show.id)}>{parts.keep}</LinkButton>;
  return (
    <ConsoleLayout frame={frame} title={message.title} description={message.description} class="ask">
      <PageHead
        title={message.title}
        language={frame.language}
        crumbs={crumbsOf(frame, view.show, message.title)}
        facts={view.show.title}
      />
      {view.buyers === 0 ? (
        <EmptyState title={message.none} text={message.noneText}>
          {back}
        </EmptyState>
      ) : (
        <>
          <Consequences
            list={[
              { value: message.people(view.buyers), text: message.reach },
              { value: message.once, text: message.ways },
            ]}
          />
          <form class="form" method="post" action={consolePaths.message(view.show.id)}>
            {view.fields.map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <TextArea
              id="text"
              name="text"
              label={message.text}
              maxLength={LIMITS.notice_chars}
              required
              {...(view.refused !== null && {
                value: view.refused.text,
                error: message.textWrong(LIMITS.notice_chars),
              })}
            />
            <TextArea
              id="text_en"
              name="text_en"
              label={message.textEn}
              hint={message.textEnHint}
              maxLength={LIMITS.notice_chars}
              {...(view.refused !== null && { value: view.refused.text_en })}
            />
            <div class="form-end">
              {back}
              <Button type="submit" kind="primary">
                {message.confirm(view.buyers)}
              </Button>
            </div>
          </form>
        </>
      )}
    </ConsoleLayout>
  );
};
