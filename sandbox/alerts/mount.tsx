// The page of what would have been sent to the webhook, with the webhook's switches and a hand for the minute.
import type { Hono } from "hono";
import type { JSX } from "preact";
import * as z from "zod/mini";
import { Button } from "../../web/components/button.tsx";
import { Field } from "../../web/components/field.tsx";
import { EmptyState } from "../../web/components/states.tsx";
import { doorListAttachments } from "../../workers/door/list-mail.ts";
import type { AppEnv, Ctx } from "../../workers/kit/env.ts";
import { parseWith, readJson } from "../../workers/kit/http/parse.ts";
import { page } from "../../workers/kit/pages/answer.tsx";
import { readForm } from "../../workers/kit/pages/form.ts";
import { frameOf } from "../../workers/kit/pages/frame.ts";
import { Layout } from "../../workers/kit/pages/layout.tsx";
import { Section } from "../../workers/kit/pages/section.tsx";
import type { PageFrame } from "../../workers/kit/pages/view-models.ts";
import { sendDueMail } from "../../workers/messages/mail/sending.ts";
import { lookAround } from "../../workers/running/look-around.ts";
import { AWAY_PARTS, type AwayPart, partsAway, takeAway } from "../away/parts.ts";
import { type SandboxEnv, storeOf } from "../env.ts";
import { type DeskSwitches, deskSwitches, type KeptAlert } from "./desk.ts";

const PAGE = "/sandbox/alerts";

const WORDS = {
  ko: {
    title: "경보",
    text: "웹훅으로 보냈을 메시지예요. 사건마다 하나이고, 이어지는 동안 고쳐지다가 회복하면 닫혀요.",
    none: "아직 경보가 없어요",
    noneText: "아래에서 무언가를 멈추고 살피기를 누르면 나타나요. 몇 분 이어져야 오는 경보도 있어요.",
    look: "지금 살피기",
    parts: "멈춰 보기",
    partsText: "고른 부분이 답하지 않게 해요. 다시 고르지 않고 바꾸면 돌아와요.",
    names: { database: "데이터베이스", queues: "큐", mail: "메일", payments: "결제사", checks: "외부 확인" },
    webhook: "웹훅",
    away: "웹훅이 답하지 않기",
    busy: "기다리라고 하기 (초)",
    save: "바꾸기",
    edited: (n: number) => `${n}번 고침`,
  },
  en: {
    title: "Alerts",
    text: "Messages that would have gone to the webhook: one for each incident, edited as it goes on, closed when it is over.",
    none: "No alerts yet",
    noneText: "Take something away below and look. Some alerts come only after minutes.",
    look: "Look now",
    parts: "Take away",
    partsText: "The chosen parts do not answer. Change again without them and they are back.",
    names: {
      database: "Database",
      queues: "Queues",
      mail: "Mail",
      payments: "Payment provider",
      checks: "Third party's check",
    },
    webhook: "Webhook",
    away: "The webhook does not answer",
    busy: "It says to wait (seconds)",
    save: "Change",
    edited: (n: number) => (n === 1 ? "edited once" : `edited ${n} times`),
  },
} as const;

const storeFor = (c: Ctx) => storeOf(c.env as SandboxEnv);
/** As if so much later: some alerts come only after minutes. */
const lookQuery = z.object({ minutes: z._default(z.coerce.number().check(z.minimum(0), z.maximum(60)), 0) });
const MINUTE_MS = 60_000;
const awayBody = z.object({ parts: z.array(z.enum(AWAY_PARTS)) });

export function mountAlerts(app: Hono<AppEnv>): void {
  app.get(PAGE, showAlerts);
  app.post(PAGE, async (c) => {
    const form = await readForm(c);
    const given = { away: form.get("away") !== "", busy_s: Number(form.get("busy_s")) };
    await storeFor(c).setAlertDesk(parseWith(deskSwitches, given));
    takeAway(AWAY_PARTS.filter((part) => form.get(`part_${part}`) !== ""));
    return c.redirect(PAGE, 303);
  });
  app.post(`${PAGE}/look`, async (c) => {
    const { minutes } = parseWith(lookQuery, c.req.query());
    const now_ms = c.get("now_ms");
    await Promise.all(
      [lookAround(c.env, now_ms + minutes * MINUTE_MS), sendDueMail(c.env, now_ms, doorListAttachments)].map(settled),
    );
    return c.redirect(PAGE, 303);
  });
  app.put(`${PAGE}/switches`, async (c) => {
    const switches = parseWith(deskSwitches, await readJson(c));
    await storeFor(c).setAlertDesk(switches);
    return c.json(switches);
  });
  app.put("/sandbox/away", async (c) => {
    const { parts } = parseWith(awayBody, await readJson(c));
    takeAway(parts);
    return c.json({ parts });
  });
}

/** As in the minute, one task's fault stops no other. */
const settled = (task: Promise<unknown>): Promise<unknown> => task.catch(() => null);

async function showAlerts(c: Ctx): Promise<Response> {
  const [items, switches] = await Promise.all([storeFor(c).alerts(), storeFor(c).alertDeskSwitches()]);
  if (!(c.req.header("accept") ?? "").includes("text/html"))
    return c.json({ items: items.map((item) => ({ ...item, body: JSON.parse(item.body) as unknown })) });
  return page(c, <AlertsPage frame={frameOf(c)} items={items} switches={switches} away={partsAway()} />);
}

type PageProps = {
  readonly frame: PageFrame;
  readonly items: readonly KeptAlert[];
  readonly switches: DeskSwitches;
  readonly away: readonly AwayPart[];
};

function AlertsPage({ frame, items, switches, away }: PageProps): JSX.Element {
  const words = WORDS[frame.language];
  return (
    <Layout frame={frame} title={words.title} description={words.text} hidden class="account">
      <h1 class="page-title">{words.title}</h1>
      <p class="prose">{words.text}</p>
      <form method="post" action={`${PAGE}/look`}>
        <Button type="submit">{words.look}</Button>
      </form>
      {items.length === 0 ? <EmptyState title={words.none} text={words.noneText} /> : null}
      {items.map((item) => (
        <AlertCard key={item.id} item={item} edited={words.edited} />
      ))}
      <form method="post" action={PAGE}>
        <Section title={words.parts} text={words.partsText}>
          {AWAY_PARTS.map((part) => (
            <p key={part}>
              <label class="check">
                <input type="checkbox" name={`part_${part}`} checked={away.includes(part)} /> {words.names[part]}
              </label>
            </p>
          ))}
        </Section>
        <Section title={words.webhook}>
          <p>
            <label class="check">
              <input type="checkbox" name="away" checked={switches.away} /> {words.away}
            </label>
          </p>
          <Field id="busy_s" name="busy_s" type="text" label={words.busy} value={String(switches.busy_s)} />
        </Section>
        <Button type="submit">{words.save}</Button>
      </form>
    </Layout>
  );
}

const shown = z.object({
  embeds: z.array(
    z.object({
      title: z.string(),
      description: z.string(),
      fields: z.array(z.object({ name: z.string(), value: z.string() })),
      footer: z.object({ text: z.string() }),
    }),
  ),
});

/** As a reader of the channel sees it. */
const asRead = (text: string): string => text.replace(/\\(.)/g, "$1");

function AlertCard({ item, edited }: { readonly item: KeptAlert; readonly edited: (n: number) => string }) {
  const [embed] = shown.parse(JSON.parse(item.body)).embeds;
  if (embed === undefined) return null;
  return (
    <Section title={embed.title} text={embed.description}>
      <dl class="facts">
        {embed.fields.map(({ name, value }) => (
          <div key={name}>
            <dt>{asRead(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">
        {embed.footer.text} · {edited(item.edits)}
      </p>
    </Section>
  );
}
