// What is kept about people and what is agreed: the words of law, made of the tables and rules that the program goes by.
import type { Hono } from "hono";
import type { JSX } from "preact";
import { KEPT_ABOUT_PEOPLE, SUBJECTS, type Subject } from "../../../domain/retention/kept.ts";
import { DEFAULT_REFUND_RULE } from "../../../domain/seat-ledger/config.ts";
import { keptWords } from "../../../web/words/kept.ts";
import { legalEn } from "../../../web/words/legal-en.ts";
import {
  type LegalPart,
  type LegalWords,
  legalKo,
  type Operator,
  type RefundFacts,
} from "../../../web/words/legal-ko.ts";
import type { AppEnv } from "../../kit/env.ts";
import { page } from "../../kit/pages/answer.tsx";
import { frameOf } from "../../kit/pages/frame.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import type { PageFrame } from "../../kit/pages/view-models.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const REFUNDS: RefundFacts = {
  steps: DEFAULT_REFUND_RULE.steps.map(({ before_start_ms, fee_percent }) => ({
    days: before_start_ms / DAY_MS,
    percent: fee_percent,
  })),
  until_hours: DEFAULT_REFUND_RULE.cutoff_before_start_ms / HOUR_MS,
};

export function mountLegalPages(app: Hono<AppEnv>): void {
  const operatorOf = (env: Env): Operator => ({ name: env.OPERATOR_NAME, contact: env.OPERATOR_CONTACT });
  app.get(paths.privacy, (c) => page(c, <PrivacyPage frame={frameOf(c)} operator={operatorOf(c.env)} />));
  app.get(paths.terms, (c) => page(c, <TermsPage frame={frameOf(c)} operator={operatorOf(c.env)} />));
}

type LegalProps = { readonly frame: PageFrame; readonly operator: Operator };

const wordsOf = ({ language }: PageFrame): LegalWords => (language === "en" ? legalEn : legalKo);

const PrivacyPage = ({ frame, operator }: LegalProps): JSX.Element => {
  const { privacy } = wordsOf(frame);
  return (
    <Layout frame={frame} title={privacy.title} description={privacy.description} class="legal">
      <h1 class="page-title">{privacy.title}</h1>
      <p class="prose">{privacy.intro(operator)}</p>
      <Parts parts={privacy.before} />
      <section aria-labelledby="kept">
        <h2 id="kept">{privacy.tableTitle}</h2>
        <p class="prose">{privacy.tableLead}</p>
        {SUBJECTS.map((subject) => (
          <KeptOf key={subject} subject={subject} frame={frame} />
        ))}
      </section>
      <Parts parts={privacy.after} />
    </Layout>
  );
};

const KeptOf = ({ subject, frame }: { readonly subject: Subject; readonly frame: PageFrame }): JSX.Element => {
  const { columns, subjects, afterDeletion } = wordsOf(frame).privacy;
  const words = keptWords(frame.language);
  return (
    <>
      <h3 id={`kept-${subject}`}>{subjects[subject]}</h3>
      <dl class="kept" aria-labelledby={`kept-${subject}`}>
        {KEPT_ABOUT_PEOPLE.filter((kept) => kept.subject === subject).map(({ table, after_deletion }) => (
          <div key={table} class="kept-row" data-table={table}>
            <dt>{words[table].what}</dt>
            <dd>
              <b>{columns.why}</b> {words[table].why}
            </dd>
            <dd>
              <b>{columns.how_long}</b> {words[table].how_long}
            </dd>
            <dd>
              <b>{columns.after}</b> {afterDeletion[after_deletion]}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
};

const TermsPage = ({ frame, operator }: LegalProps): JSX.Element => {
  const { terms } = wordsOf(frame);
  return (
    <Layout frame={frame} title={terms.title} description={terms.description} class="legal">
      <h1 class="page-title">{terms.title}</h1>
      <p class="prose">{terms.intro(operator)}</p>
      <Parts parts={terms.parts(REFUNDS)} />
    </Layout>
  );
};

const Parts = ({ parts }: { readonly parts: readonly LegalPart[] }): JSX.Element => (
  <>
    {parts.map(({ title, points }) => (
      <section key={title}>
        <h2>{title}</h2>
        <ul class="legal-points">
          {points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </section>
    ))}
  </>
);
