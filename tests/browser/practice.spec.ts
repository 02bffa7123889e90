// A whole practice on a phone: the countdown, the real line, map and checkout, and the card with what really happened.
import { expect, type Page, test } from "@playwright/test";
import { complaintsOf, expectAccessible, expectNoSideways, speak } from "./kit.ts";

/** What a fan with a quick thumb does; the pages are the sale's own. */
async function enter(page: Page, level: string): Promise<void> {
  await page.goto(`/practice?level=${level}&seed=11`);
  await page.getByRole("button", { name: "연습 시작하기" }).click();
  await expect(page.locator("[data-practice-network]")).toHaveText(/^\d+ms$/);
  await page.getByRole("link", { name: "예매하기" }).click({ timeout: 15_000 });
  await expect(page).toHaveURL(/\/shows\/practice_U\w{5}\/line$/);
  await expect(page.locator(".practice-mark")).toBeVisible();
  await expect(page.getByText("들어가기").or(page.locator("canvas[data-plan]"))).toBeVisible({ timeout: 30_000 });
  if (page.url().endsWith("/line")) await page.getByText("들어가기").click();
  await expect(page.locator("canvas[data-plan]")).toBeVisible({ timeout: 15_000 });
  await expect(page.locator(".practice-mark")).toBeVisible();
}

test.describe("practice on a phone", () => {
  // One size is enough to see that the road holds together; both sizes of its own pages are looked at below.
  test.skip(({ isMobile }) => !isMobile);

  test("PR7: easy is won, from the start to the card, without signing in", async ({ page, context }) => {
    test.slow();
    await speak(context, "ko");
    const complaints = complaintsOf(page);
    await enter(page, "easy");
    await page.getByRole("button", { name: "좋은 자리 잡기" }).click();
    await page.getByRole("link", { name: "결제하러 가기" }).click();
    await expect(page.locator(".practice-mark")).toBeVisible();
    await expect(page.getByText("돈은 나가지 않아요")).toBeVisible();
    await page.locator(".pay-button").click();
    await expect(page.getByRole("heading", { name: "예매 성공" })).toBeVisible({ timeout: 15_000 });
    await expect(page.locator(".practice-step")).toHaveCount(5);
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.getByLabel("별명").fill("첫줄관객");
    await page.getByRole("button", { name: "순위에 올리기" }).click();
    await expect(page.getByText(/지금 \d+등이에요/)).toBeVisible();
    const picture = page.waitForEvent("download");
    await page.getByRole("button", { name: "결과를 그림으로 저장" }).click();
    expect((await picture).suggestedFilename()).toBe("fairline-practice.png");
    await page.goto("/practice?level=easy");
    await expect(page.getByRole("rowheader", { name: "첫줄관객" }).first()).toBeVisible();
    expect(complaints).toEqual([]);
  });

  test("PR5: hard is lost, and the card says to whom the seat went and when", async ({ page, context }) => {
    test.slow();
    await speak(context, "ko");
    await enter(page, "hard");
    const lost = await page.evaluate(async () => {
      const code = document.body.dataset.practice ?? "";
      const showtime = `/v1/api/showtimes/practice_${code}_1`;
      const headers = { "content-type": "application/json", "x-practice": code };
      // The hand is slower than the crowd: whatever it reaches for is held by somebody already.
      for (;;) {
        const answer = await fetch(`${showtime}/seats?format=json`);
        const { seats } = (await answer.json()) as { seats: Record<string, string> };
        const held = Object.keys(seats).find((id) => seats[id] === "HELD");
        if (held === undefined) continue;
        const tried = await fetch(`${showtime}/holds`, {
          method: "POST",
          headers,
          body: JSON.stringify({ seats: [held] }),
        });
        if (tried.status === 409) return held;
      }
    });
    expect(lost).toMatch(/\w/);
    await page.locator(".practice-mark-end").click();
    await page.getByRole("button", { name: "그만하고 결과 보기" }).click();
    await expect(page.getByRole("heading", { name: "예매 실패" })).toBeVisible();
    const said = (await page.locator(".practice-lost li").first().textContent()) ?? "";
    const [chose = 0, gone = 0] = [...said.matchAll(/(\d+\.\d)초/g)].map(([, seconds]) => Number(seconds));
    expect(said).toMatch(/에 골랐지만/);
    if (!said.includes("들어오기")) expect(gone).toBeLessThanOrEqual(chose);
    await expect(page.getByText(/고른 자리를 \d+번 놓쳤어요/)).toBeVisible();
  });
});

for (const language of ["ko", "en"] as const) {
  test(`PR12: where a practice begins is accessible in ${language} and fits its screen`, async ({ page, context }) => {
    await speak(context, language);
    const complaints = complaintsOf(page);
    await page.goto("/practice?level=hard&seed=3");
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.locator(".practice-go button").click();
    await expect(page.locator("[data-practice-opens]")).toBeVisible();
    await expectAccessible(page);
    await expectNoSideways(page);
    expect(complaints).toEqual([]);
  });
}
