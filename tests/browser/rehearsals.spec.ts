// Rehearsals as an organiser meets them: a forecast from the form to the page it is read on, and a live one that is watched.
import { type APIRequestContext, expect, test } from "@playwright/test";
import { rehearsalsEn } from "../../web/words/rehearsals-en.ts";
import { rehearsalsKo } from "../../web/words/rehearsals-ko.ts";
import { complaintsOf, DESK, expectAccessible, expectNoSideways, ONCE, speak } from "./kit.ts";
import { be, freshEmail, OWN_ORIGIN } from "./people.ts";

test.use({ locale: "ko-KR" });

const HALL = {
  name: "작은 홀",
  region: "SEOUL",
  time_zone: "Asia/Seoul",
  sections: [
    {
      name: "1층",
      kind: "seated",
      grade: "R",
      rows: Array.from({ length: 10 }, (_, row) => ({ label: String(row + 1), seats: 10 })),
    },
  ],
};

async function make(request: APIRequestContext, path: string, data: unknown): Promise<{ readonly id: string }> {
  const answer = await request.post(`/v1/api/manage/${path}`, { data, headers: OWN_ORIGIN });
  expect(answer.ok()).toBe(true);
  return answer.json();
}

async function makeShow(request: APIRequestContext): Promise<string> {
  const venue = await make(request, "venues", HALL);
  const opens_at_ms = Date.now() + 86_400_000;
  const { id } = await make(request, "shows", {
    title: "달과 여섯 개의 의자",
    genre: "CONCERT",
    venue_id: venue.id,
    grades: [{ grade: "R", price_krw: 90_000 }],
    room: { room_capacity: 20 },
    sale: { opens_at_ms, closes_at_ms: opens_at_ms + 86_400_000 },
  });
  await make(request, `shows/${id}/showtimes`, { starts_at_ms: opens_at_ms + 7 * 86_400_000, round: 1 });
  return id;
}

test(
  "RH6: a forecast is begun by hand, followed by itself, and read in both languages",
  ONCE,
  async ({ page, context }) => {
    await be(context, freshEmail(), "MANAGER");
    const complaints = complaintsOf(page);
    const path = `/manage/shows/${await makeShow(context.request)}/rehearsals`;
    await page.goto(path);
    await page.getByLabel(rehearsalsKo.form.fans).first().fill("400");
    await page.getByRole("button", { name: rehearsalsKo.form.start }).click();
    const better = page.getByRole("heading", { name: rehearsalsKo.report.better });
    await expect(better).toBeVisible({ timeout: 25_000 });
    await expect(page.getByRole("button", { name: rehearsalsKo.print })).toBeVisible();
    await expectAccessible(page);
    await expectNoSideways(page);
    await speak(context, "en");
    await page.reload();
    await expect(page.getByRole("heading", { name: rehearsalsEn.report.better })).toBeVisible();
    await page.goto(path);
    await expect(page.getByText(rehearsalsEn.statuses.DONE)).toBeVisible();
    await expectAccessible(page);
    await expectNoSideways(page);
    expect(complaints).toEqual([]);
  },
);

test(
  "RH9: a live rehearsal moves on the sale's own screen, and ends in its report",
  DESK,
  async ({ page, context }) => {
    test.setTimeout(90_000);
    await be(context, freshEmail(), "MANAGER");
    const show_id = await makeShow(context.request);
    const { id } = await make(context.request, `shows/${show_id}/rehearsals`, {
      kind: "live",
      fans: 30,
      arrive_within_ms: 1_000,
      no_show: 0,
      decide_ms: 1_500,
      decline: 0.1,
      seed: 4,
    });
    await page.goto(`/manage/shows/${show_id}/rehearsals/${id}`);
    await page.getByRole("link", { name: rehearsalsKo.live.watch }).click();
    await expect(page.getByText(rehearsalsKo.live.notice)).toBeVisible();
    // Not by loading again: the page hears it.
    const sold = page.locator(".sale-table tfoot td").first();
    await expect(sold).not.toHaveText("0", { timeout: 45_000 });
    await expectAccessible(page);
    await page.goto(`/manage/shows/${show_id}/rehearsals/${id}`);
    await expect(page.getByText(rehearsalsKo.live.sound)).toBeVisible({ timeout: 45_000 });
    await expectAccessible(page);
  },
);
