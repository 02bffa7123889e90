// Where a ticket waits for its receiver: one button, and from then on it is theirs.
import type { JSX } from "preact";
import { Button } from "../../../web/components/button.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { page } from "../../kit/pages/answer.tsx";
import { Layout } from "../../kit/pages/layout.tsx";
import type { PageProps } from "../../kit/pages/view-models.ts";
import { noticeText } from "../../messages/view.ts";
import { asFan, fanFrame } from "../../people/pages/whoever.ts";
import { acceptHandover } from "../handover.ts";

type HandoverView = { readonly id: string; readonly title: string; readonly text: string };

const HandoverPage = ({ frame, view }: PageProps<HandoverView>): JSX.Element => (
  <Layout frame={frame} title={view.title} description={view.title} hidden class="outcome">
    <h1 class="page-title">{view.title}</h1>
    <p class="prose">{view.text}</p>
    <form method="post" action={`/handovers/${view.id}`}>
      <Button type="submit" kind="primary">
        {wordsFor(frame.language).buying.checkout.acceptTicket}
      </Button>
    </form>
  </Layout>
);

/** Says nothing that only the right account may know: whether it may accept is asked when it does. */
export const handoverPage = asFan(async (c, fan) => {
  const frame = fanFrame(c, fan.user, null);
  const said = noticeText(
    { cause: "ticket_offered", params: {}, show_title: null, show_languages: null },
    frame.language,
  );
  return page(c, <HandoverPage frame={frame} view={{ ...said, id: c.req.param("handover_id") ?? "" }} />);
});

export const takeHandover = asFan(async (c, { identity }) => {
  const request = { handover_id: c.req.param("handover_id") ?? "", fan_id: identity.user_id };
  const { ticket_id } = await acceptHandover(c, request);
  return c.redirect(`/tickets/${ticket_id}`, 303);
});
