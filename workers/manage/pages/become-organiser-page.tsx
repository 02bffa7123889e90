// Who may not sell yet learns here how to become an organiser, with what the operator will ask for.
import type { JSX } from "preact";
import { LinkButton } from "../../../web/components/button.tsx";
import { LineRule } from "../../../web/components/line-rule.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import type { PageProps } from "../../kit/pages/view-models.ts";

export type BecomeOrganiserView = { readonly user: { readonly id: string; readonly email: string | null } };

export const BecomeOrganiserPage = ({ frame, view }: PageProps<BecomeOrganiserView>): JSX.Element => {
  const { join } = wordsFor(frame.language).console;
  const { user } = view;
  return (
    <Layout frame={frame} title={join.title} description={join.description} hidden class="become-organiser">
      <h1 class="page-title">{join.title}</h1>
      <p class="prose become-organiser-text">{join.text}</p>
      <LineRule share={0.33} />
      <ol class="become-organiser-steps">
        {join.steps.map(({ title, text }) => (
          <li key={title}>
            <h2 class="become-organiser-step">{title}</h2>
            <p>{text}</p>
          </li>
        ))}
      </ol>
      <dl class="person-facts" aria-label={join.account}>
        <div>
          <dt>{join.email}</dt>
          <dd>{user.email ?? join.noEmail}</dd>
        </div>
        <div>
          <dt>{join.id}</dt>
          <dd class="tabular">{user.id}</dd>
        </div>
      </dl>
      <p class="become-organiser-end">
        <LinkButton href={paths.home} icon="arrow">
          {join.home}
        </LinkButton>
      </p>
    </Layout>
  );
};
