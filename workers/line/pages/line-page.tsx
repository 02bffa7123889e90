// The waiting page: the panel as it stands now, and in its attribute what the island needs to keep it true.
import type { JSX } from "preact";
import { Button } from "../../../web/components/button.tsx";
import { Field } from "../../../web/components/field.tsx";
import { lineWords } from "../../../web/line/facts.ts";
import { startModel } from "../../../web/line/model.ts";
import { LinePanel } from "../../../web/line/ui/panel.tsx";
import { Layout, type PageAbout } from "../../kit/pages/layout.tsx";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import { lineFacts } from "./line-facts.ts";
import type { LineView } from "./view.ts";

/** What stands around the panel is the same for everyone in the line. */
export const aboutLine = (frame: PageFrame, { show }: LineView): PageAbout => {
  const words = lineWords(frame.language);
  return { title: words.title(show.title), description: words.description, hidden: true, class: "line-page" };
};

export const LinePage = ({ frame, view }: PageProps<LineView>): JSX.Element => (
  <Layout {...aboutLine(frame, view)} frame={frame}>
    <LinePart frame={frame} view={view} />
  </Layout>
);

export const LinePart = ({ frame, view }: PageProps<LineView>): JSX.Element => {
  const words = lineWords(frame.language);
  const facts = lineFacts(frame, view);
  const refused = view.vip_refused;
  return (
    <>
      <div class="line" data-line={JSON.stringify(facts)}>
        <LinePanel
          facts={facts}
          model={startModel(facts.start)}
          now_ms={frame.now_ms}
          unheard_ms={0}
          lists={[]}
          acts={null}
        />
      </div>
      {view.asks_vip_code ? (
        <form class="line-vip" method="post">
          <Field
            id="vip-code"
            name="vip_code"
            label={words.vip.label}
            hint={words.vip.hint}
            required
            maxLength={60}
            {...(refused !== null && { value: refused.typed, error: words.vip[refused.why] })}
          />
          <Button type="submit">{words.vip.join}</Button>
        </form>
      ) : null}
    </>
  );
};
