// A lobby on a phone: no number, the drawing, the place; then the same draw made again by the phone itself.
import { expect, test } from "@playwright/test";
import { complaintsOf, expectAccessible, expectNoSideways, ONCE, speak } from "./kit.ts";
import { join, openSale, person } from "./line-kit.ts";
import { be, freshEmail } from "./people.ts";

test.describe.configure({ timeout: 90_000 });

const SAYS = {
  ko: {
    alike: "기회는 똑같아요",
    here: "5명이 모였어요",
    yours: "뽑힌 순번",
    proved: /번호 5개가 모두/,
    fair: "순서를 정하는 방법",
  },
  en: {
    alike: "Being early does not help",
    here: "5 people are here",
    yours: "Your drawn number",
    proved: /All 5 places/,
    fair: "How the order is decided",
  },
} as const;

for (const language of ["ko", "en"] as const) {
  test(`Q11 L44 L46 L50: lobby, draw, place, verify (${language})`, ONCE, async ({ page }) => {
    const says = SAYS[language];
    // Names, roles and colours are the same in both.
    const looked = language === "ko";
    const complaints = complaintsOf(page);
    const now_ms = Date.now();
    const lobby = { lobby_opens_at_ms: now_ms - 60_000, lobby_closes_at_ms: now_ms + 9_000, admission: "draw" };
    const sale = await openSale({}, { opens_in_ms: 60_000, more: lobby });
    for (const fan of await Promise.all(Array.from({ length: 4 }, () => person()))) await join(fan, sale);
    await be(page.context(), freshEmail());
    await speak(page.context(), language);
    await page.goto(sale.line);
    const line = page.locator(".line-main");
    await expect(line.getByText(says.here)).toBeVisible();
    await expect(line.getByText(says.alike)).toBeVisible();
    await expectNoSideways(page);
    if (looked) await expectAccessible(page);
    const draw = await (await page.request.get(`${sale.queue}/draw`)).json();
    await expect(line.getByText(says.yours).first()).toBeVisible({ timeout: 40_000 });
    // Measured: from the round's time to the place on the screen.
    const took_ms = Date.now() - draw.round_at_ms;
    console.log(`draw to place on the screen: ${took_ms} ms after the round`);
    expect(took_ms).toBeLessThan(3_000);
    const place = Number(await page.locator(".line-number .tabular").textContent());
    expect(place).toBeGreaterThanOrEqual(1);
    expect(place).toBeLessThanOrEqual(5);
    await page.goto(`/verify/${sale.show_id}`);
    await expect(page.getByText(says.proved)).toBeVisible({ timeout: 20_000 });
    await page.goto("/fairness");
    await expect(page.getByRole("heading", { level: 1, name: says.fair })).toBeVisible();
    await expectNoSideways(page);
    if (looked) await expectAccessible(page);
    expect(complaints).toEqual([]);
  });
}
