// Pages that say why there is nothing else: a wrong address, a refusal, a fault of ours.
import type { JSX } from "preact";
import type { Language } from "../../../schema/http/words.ts";
import { LinkButton } from "../../../web/components/button.tsx";
import { LineRule } from "../../../web/components/line-rule.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "./layout.tsx";
import { QuotableCodes } from "./message-codes.tsx";
import { paths } from "./paths.ts";
import type { ErrorView, PageFrame, PageProps } from "./view-models.ts";

export const NotFoundPage = ({ frame }: { readonly frame: PageFrame }): JSX.Element => {
  const { error } = wordsFor(frame.language);
  return (
    <Layout frame={frame} title={error.notFoundTitle} description={error.notFoundText} hidden class="message">
      <p class="message-status tabular" aria-hidden="true">
        404
      </p>
      <LineRule share={0.404} tone="ink" />
      <h1 class="page-title">{error.notFoundTitle}</h1>
      <p class="prose">{error.notFoundText}</p>
      <div class="message-actions">
        <LinkButton href={paths.search} kind="primary" icon="arrow">
          {error.toSearch}
        </LinkButton>
        <LinkButton href={paths.home}>{error.toHome}</LinkButton>
      </div>
    </Layout>
  );
};

const adviceFor = (status: number, language: Language): string => {
  const { error } = wordsFor(language);
  if (status === 401 || status === 403) return error.denied;
  if (status === 429 || status === 503) return error.busy;
  return status >= 500 ? error.broken : error.wrong;
};

export const ErrorPage = ({ frame, view }: PageProps<ErrorView>): JSX.Element => {
  const { error, shell } = wordsFor(frame.language);
  const mustSignIn = (view.status === 401 || view.status === 403) && frame.user === null;
  return (
    <Layout frame={frame} title={view.title} description={view.title} hidden class="message">
      <p class="message-status tabular" aria-hidden="true">
        {view.status}
      </p>
      <LineRule share={Math.min(1, view.status / 1000)} tone="live" />
      <h1 class="page-title">{view.title}</h1>
      {view.detail === null ? null : <p class="prose">{view.detail}</p>}
      <h2 class="message-what">{error.whatToDo}</h2>
      <p class="prose">
        {adviceFor(view.status, frame.language)}
        {view.retry_after_s === null ? null : ` ${error.retryIn(view.retry_after_s)}`}
      </p>
      <div class="message-actions">
        {mustSignIn ? (
          <LinkButton href={paths.signIn(frame.path)} kind="primary" icon="arrow">
            {shell.signIn}
          </LinkButton>
        ) : (
          <LinkButton href={frame.path} kind="primary">
            {error.retryNow}
          </LinkButton>
        )}
        <LinkButton href={paths.home}>{error.toHome}</LinkButton>
      </div>
      <QuotableCodes code={view.code} request_id={view.request_id} language={frame.language} />
    </Layout>
  );
};
