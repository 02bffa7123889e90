// The stand-ins' pages: what each is for, being somebody, and the inbox.
import type { Hono } from "hono";
import type { JSX } from "preact";
import * as z from "zod/mini";
import { email } from "../schema/http/people.ts";
import { ROLES } from "../schema/http/words.ts";
import { Button, LinkButton } from "../web/components/button.tsx";
import { Field, Select } from "../web/components/field.tsx";
import { EmptyState } from "../web/components/states.tsx";
import { database } from "../workers/kit/db/database.ts";
import type { AppEnv, Ctx } from "../workers/kit/env.ts";
import { parseWith } from "../workers/kit/http/parse.ts";
import { returnPath } from "../workers/kit/http/return-to.ts";
import { page } from "../workers/kit/pages/answer.tsx";
import { readForm } from "../workers/kit/pages/form.ts";
import { frameOf } from "../workers/kit/pages/frame.ts";
import { Layout } from "../workers/kit/pages/layout.tsx";
import { paths } from "../workers/kit/pages/paths.ts";
import { Section } from "../workers/kit/pages/section.tsx";
import type { PageFrame } from "../workers/kit/pages/view-models.ts";
import { startSession } from "../workers/people/auth/session.ts";
import { updateUser, userOfVerifiedEmail } from "../workers/people/db/people.ts";
import { mountAlerts } from "./alerts/mount.tsx";
import { mountBeacon } from "./beacon/mount.tsx";
import { type SandboxEnv, storeOf } from "./env.ts";
import { mountIdentityStandIns } from "./identity/mount.tsx";
import { ORGANISER } from "./seed.ts";
import type { KeptMail } from "./store.ts";
import { mountToss } from "./toss/mount.tsx";
import { mountTurnstile } from "./turnstile/server.ts";
import { mountWallet } from "./wallet/mount.tsx";

const WORDS = {
  ko: {
    title: "연습장",
    intro: "이 컴퓨터 안에서만 있는 대역들이에요. 배포본에는 들어가지 않아요.",
    people: "아무나 되어 보기",
    peopleText: "메일 주소와 역할을 고르면 바로 그 사람으로 로그인해요.",
    email: "메일 주소",
    role: "역할",
    roles: { USER: "팬", MANAGER: "기획자", ADMIN: "관리자" },
    enter: "로그인",
    providers: "로그인 제공자",
    organiser: "시즌 기획자",
    organiserText:
      "이곳의 공연은 모두 이 사람의 것이에요. 초안, 판매 중, 끝난 공연이 다 있어요. 한 번에 판매 관리로 들어가요.",
    openConsole: "기획자로 판매 관리 열기",
    providersText:
      "로그인 화면의 구글, 카카오, 네이버도 여기서는 대역이에요. 누구로 들어올지, 무엇이 잘못될지 골라 보세요.",
    openProviders: "로그인 화면 열기",
    beacon: "추첨 난수",
    beaconText: "추첨하는 공연의 난수를 내는 대역이에요. 늦게 내거나, 가짜를 내거나, 답하지 않게 할 수 있어요.",
    openBeacon: "난수 체인 대역 열기",
    alerts: "경보",
    alertsText: "운영자에게 갔을 경보가 모여요. 데이터베이스, 큐, 메일, 결제사를 잠시 멈춰 볼 수도 있어요.",
    openAlerts: "경보 열기",
    inbox: "메일함",
    inboxText: "보냈을 메일이 모두 여기에 모여요.",
    openInbox: "메일함 열기",
    noMail: "아직 메일이 없어요",
    noMailText: "로그인 코드를 요청하면 여기에 나타나요.",
    to: "받는 사람",
    back: "연습장으로",
  },
  en: {
    title: "Sandbox",
    intro: "Stand-ins that exist on this computer only. Nothing of this is ever deployed.",
    people: "Be anybody",
    peopleText: "Choose an address and a role and be signed in as that person at once.",
    email: "Mail address",
    role: "Role",
    roles: { USER: "Fan", MANAGER: "Organiser", ADMIN: "Admin" },
    enter: "Sign in",
    providers: "Sign-in providers",
    organiser: "The season's organiser",
    organiserText:
      "Every show here is theirs: a draft, shows on sale, shows that are over. See their sales desk with one click.",
    openConsole: "Open the sales desk as the organiser",
    providersText:
      "Google, Kakao and Naver on the sign-in page are stand-ins too: choose who comes in, and what goes wrong.",
    openProviders: "Open the sign-in page",
    beacon: "The draw's randomness",
    beaconText: "The stand-in that signs the rounds of shows that are drawn: late, forged or silent, as you like.",
    openBeacon: "Open the stand-in beacon",
    alerts: "Alerts",
    alertsText:
      "What would have woken the operator. Database, queues, mail and the payment provider can be taken away here.",
    openAlerts: "Open the alerts",
    inbox: "Inbox",
    inboxText: "Every letter that would have been sent is here.",
    openInbox: "Open the inbox",
    noMail: "No mail yet",
    noMailText: "Ask for a sign-in code and it shows up here.",
    to: "To",
    back: "To the sandbox",
  },
} as const;

export function mountSandboxPages(app: Hono<AppEnv>): void {
  app.get("/sandbox", (c) => c.redirect("/sandbox/", 301));
  app.get("/sandbox/", (c) => page(c, <IndexPage frame={frameOf(c)} />));
  app.get("/sandbox/login", (c) => page(c, <IndexPage frame={frameOf(c)} />));
  app.post("/sandbox/enter", enter);
  mountIdentityStandIns(app);
  mountToss(app);
  mountTurnstile(app);
  mountWallet(app);
  mountBeacon(app);
  mountAlerts(app);
}

/** The inbox for eyes; programs get the same letters as JSON at the same address. */
export async function inboxPage(c: Ctx, to: string | null) {
  const mails = await storeOf(c.env as SandboxEnv).mails(to);
  return page(c, <InboxPage frame={frameOf(c)} mails={mails} />);
}

const enterForm = z.object({ email, role: z.enum(ROLES) });

async function enter(c: Ctx) {
  const form = await readForm(c);
  const given = { email: form.get("email"), role: form.get("role") };
  const { email: address, role } = parseWith(enterForm, given);
  const db = database(c.env);
  const person = { email: address, name: address.split("@")[0] ?? "", language: c.get("language") };
  const user = await userOfVerifiedEmail(db, person, c.get("now_ms"));
  if (role !== user.role) await updateUser(db, user.id, { role });
  await startSession(c, { ...user, role });
  return c.redirect(returnPath(form.get("return_to")), 303);
}

function IndexPage({ frame }: { readonly frame: PageFrame }): JSX.Element {
  const words = WORDS[frame.language];
  return (
    <Layout frame={frame} title={words.title} description={words.intro} hidden class="account">
      <h1 class="page-title">{words.title}</h1>
      <p class="prose">{words.intro}</p>
      <Section title={words.people} text={words.peopleText}>
        <form method="post" action="/sandbox/enter" class="form">
          <Field id="email" name="email" type="email" label={words.email} value="fan@example.com" required />
          <Select
            id="role"
            name="role"
            label={words.role}
            value="USER"
            options={ROLES.map((role) => ({ value: role, label: words.roles[role] }))}
          />
          <input type="hidden" name="return_to" value="/" />
          <div class="form-end">
            <Button type="submit" kind="primary">
              {words.enter}
            </Button>
          </div>
        </form>
      </Section>
      <Section title={words.organiser} text={words.organiserText}>
        <form method="post" action="/sandbox/enter">
          <input type="hidden" name="email" value={ORGANISER.email} />
          <input type="hidden" name="role" value="MANAGER" />
          <input type="hidden" name="return_to" value={paths.console} />
          <Button type="submit">{words.openConsole}</Button>
        </form>
      </Section>
      <Section title={words.providers} text={words.providersText}>
        <LinkButton href={paths.signIn("/")}>{words.openProviders}</LinkButton>
      </Section>
      <Section title={words.beacon} text={words.beaconText}>
        <LinkButton href="/sandbox/beacon">{words.openBeacon}</LinkButton>
      </Section>
      <Section title={words.alerts} text={words.alertsText}>
        <LinkButton href="/sandbox/alerts">{words.openAlerts}</LinkButton>
      </Section>
      <Section title={words.inbox} text={words.inboxText}>
        <LinkButton href="/sandbox/mail">{words.openInbox}</LinkButton>
      </Section>
    </Layout>
  );
}

function InboxPage({ frame, mails }: { readonly frame: PageFrame; readonly mails: readonly KeptMail[] }): JSX.Element {
  const words = WORDS[frame.language];
  const time = new Intl.DateTimeFormat(frame.language, { dateStyle: "short", timeStyle: "medium" });
  return (
    <Layout frame={frame} title={words.inbox} description={words.inboxText} hidden class="account">
      <h1 class="page-title">{words.inbox}</h1>
      <p class="prose">{words.inboxText}</p>
      {mails.length === 0 ? (
        <EmptyState title={words.noMail} text={words.noMailText} />
      ) : (
        <ol class="rows">
          {mails.map((mail) => (
            <li key={`${mail.sent_at_ms}${mail.to}${mail.subject}`}>
              <details class="unfold">
                <summary>
                  <strong class="row-name">{mail.subject}</strong>
                  <span class="row-text tabular">
                    {words.to}: {mail.to} ·{" "}
                    <time dateTime={new Date(mail.sent_at_ms).toISOString()}>{time.format(mail.sent_at_ms)}</time>
                  </span>
                </summary>
                <pre class="unfold-text">{mail.text}</pre>
              </details>
            </li>
          ))}
        </ol>
      )}
      <p>
        <a class="link-line" href="/sandbox/">
          {words.back}
        </a>
      </p>
    </Layout>
  );
}
