// A fan is told when their account is used from a browser it was never used from before. A first sign-in is no news.
import { sql } from "drizzle-orm";
import { wantsMail } from "../../domain/inbox/causes.ts";
import type { Language } from "../../schema/http/words.ts";
import { database } from "../kit/db/database.ts";
import { log, thrown } from "../kit/log.ts";
import { readMailChoices } from "../messages/db/mail-choices.ts";
import type { NewNotice } from "../messages/db/notices.ts";
import { deliverNotices } from "../messages/deliver.ts";
import { hintMail, orderMail } from "../messages/mail/sending.ts";
import { noticeText } from "../messages/view.ts";
import type { UserRow } from "./db/people.ts";

export type NewSession = {
  readonly id: string;
  readonly user_agent: string;
  readonly address_prefix: string;
  readonly created_at_ms: number;
};

/** Never throws: signing in does not wait for the news of it. */
export async function tellOfSignIn(env: Env, user: UserRow, session: NewSession): Promise<void> {
  try {
    if (!(await isNewDevice(env, user.id, session))) return;
    const notice: NewNotice = {
      dedupe_key: `sign_in:${session.id}`,
      user_id: user.id,
      cause: "sign_in",
      params: { user_agent: session.user_agent, address_prefix: session.address_prefix },
      link: "/me/sessions",
      created_at_ms: session.created_at_ms,
    };
    await deliverNotices(env, [notice]);
    await mailOfSignIn(env, user, notice);
  } catch (error) {
    log("error", "sign_in_untold", thrown(error));
  }
}

async function isNewDevice(env: Env, user_id: string, { id, user_agent }: NewSession): Promise<boolean> {
  const rows = await database(env).all<{ others: number; same: number }>(sql`
    SELECT count(*) AS others, coalesce(sum(user_agent = ${user_agent}), 0) AS same
    FROM sessions WHERE user_id = ${user_id} AND id <> ${id}`);
  const [found] = rows;
  return found !== undefined && found.others > 0 && found.same === 0;
}

async function mailOfSignIn(env: Env, user: UserRow, notice: NewNotice): Promise<void> {
  const db = database(env);
  if (user.email === null || !wantsMail(await readMailChoices(db, user.id), "sign_in")) return;
  const language: Language = user.language;
  const said = noticeText({ ...notice, show_title: null, show_languages: null }, language);
  const { id, statement } = orderMail(
    db,
    {
      dedupe_key: notice.dedupe_key,
      to_email: user.email,
      template: "notice",
      language,
      params: { ...said, link: `${env.PUBLIC_ORIGIN}${notice.link}` },
    },
    Date.now(),
  );
  await statement;
  await hintMail(env, [id]);
}
