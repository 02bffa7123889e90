// Asks before a running sale is changed: what it will do, in numbers, and the one button that does it.
import type { JSX } from "preact";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { type Consequence, Consequences } from "../../../web/components/console/consequence-dialog.tsx";
import { PageHead } from "../../../web/components/console/page-head.tsx";
import { liveSaleWords } from "../../../web/live-sale/facts.ts";
import { wordsFor } from "../../../web/words/words.ts";
import type { PageProps } from "../../kit/pages/view-models.ts";
import { ConsoleLayout } from "./console-layout.tsx";
import { consolePaths } from "./paths.ts";

export type AskView = {
  readonly act: string;
  /** Where the act was chosen, and is done. */
  readonly page_path: string;
  readonly show_title: string;
  readonly consequences: readonly Consequence[];
  /** What it comes to, in a sentence. */
  readonly effect: string | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly danger: boolean;
};

export const LiveSaleAskPage = ({ frame, view }: PageProps<AskView>): JSX.Element => {
  const words = liveSaleWords(frame.language);
  const back = view.page_path;
  const title = words.acts.ask[view.act] ?? "";
  return (
    <ConsoleLayout frame={frame} title={title} description={title} class="sale-ask">
      <PageHead
        title={title}
        language={frame.language}
        crumbs={[
          { label: wordsFor(frame.language).console.shows.title, href: consolePaths.shows },
          { label: view.show_title, href: back },
          { label: title },
        ]}
      />
      <Consequences list={view.consequences} />
      {view.effect === null ? null : <p class="sale-effect">{view.effect}</p>}
      <form method="post" action={`${back}/act`} class="form">
        <input type="hidden" name="act" value={view.act} />
        {Object.entries(view.fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button type="submit" kind={view.danger ? "danger" : "primary"}>
          {words.acts.confirm[view.act] ?? ""}
        </Button>
        <LinkButton href={back} kind="quiet">
          {wordsFor(frame.language).console.parts.keep}
        </LinkButton>
      </form>
    </ConsoleLayout>
  );
};
