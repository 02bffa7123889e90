// A whole practice on a phone: the countdown, the real line, map and checkout, and the card with what really happened.
import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { practiceLayout } from "../../domain/crowd/halls.ts";
import { LEVELS } from "../../domain/crowd/levels.ts";
import { rowsOf } from "../../domain/crowd/seats.ts";
import { seatsForSale } from "../../domain/crowd/taste.ts";
import { compileMap } from "../../domain/seat-ledger/seat-map.ts";
import { complaintsOf, DESK, expectAccessible, expectNoSideways, ONCE, readIn, speak } from "./kit.ts";
import { BASE } from "./people.ts";

type Read = {
  readonly state: string;
  readonly card?: { readonly place: number; readonly why: readonly { readonly code: string }[] };
};

/** What a fan with a quick thumb does; the pages are the sale's own. */
async function join(page: Page, level: string): Promise<void> {
  await page.goto(`/practice?level=${level}&seed=11`);
  await page.getByRole("button", { name: "연습 시작하기" }).click();
  await expect(page.locator("[data-practice-network]")).toHaveText(/^\d+ms$/);
  await page.getByRole("link", { name: "예매하기" }).click({ timeout: 15_000 });
  await expect(page).toHaveURL(/\/shows\/practice_U\w{5}\/line$/);
  await expect(page.locator(".practice-mark")).toBeVisible();
}

// One size is enough to see that the road holds together; both sizes of its own pages are looked at below.
test.describe("practice on a phone", ONCE, () => {
  test("PR7: easy is won, from the start to the card, without signing in", async ({ page, context }) => {
    test.slow();
    await speak(context, "ko");
    const complaints = complaintsOf(page);
    await join(page, "easy");
    await page.getByRole("button", { name: "들어가기" }).click({ timeout: 20_000 });
    await expect(page.locator("canvas[data-plan]")).toBeVisible({ timeout: 15_000 });
    await expect(page.locator(".practice-mark")).toBeVisible();
    await page.getByRole("button", { name: "좋은 자리 잡기" }).click();
    await page.getByRole("link", { name: "결제하러 가기" }).click();
    await expect(page.locator(".practice-mark")).toBeVisible();
    await expect(page.getByText("돈은 나가지 않아요")).toBeVisible();
    await page.locator(".pay-button").click({ timeout: 15_000 });
    await expect(page.getByRole("heading", { name: "예매 성공" })).toBeVisible({ timeout: 15_000 });
    await expect(page.locator(".practice-step")).toHaveCount(5);
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.getByLabel("별명").fill("운영자");
    await page.getByRole("button", { name: "순위에 올리기" }).click();
    await expect(page.getByText("쓸 수 없는 별명이에요")).toBeVisible();
    await expect(page.getByRole("heading", { name: "예매 성공" })).toBeVisible();
    await expect(page.getByLabel("별명")).toHaveValue("운영자");
    complaints.splice(0);
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

  test("PR5: hard is lost although a reload cost no place, and the card says why", async ({ page, context }) => {
    test.setTimeout(120_000);
    await speak(context, "ko");
    await join(page, "hard");
    await expect(page.locator(".line-number")).toBeVisible();
    await page.reload();
    await expect(page.locator(".line-number")).toBeVisible();
    const code = (await page.locator("body").getAttribute("data-practice")) ?? "";
    const told = await page.request.get(`/v1/api/shows/practice_${code}/queue/status`);
    const { position } = (await told.json()) as { position: number };
    const path = (await page.locator(".practice-mark-end").getAttribute("href")) ?? "";
    const read = async () =>
      (await (await page.request.get(`/v1/api${path.replace("practice", "practices")}`)).json()) as Read;
    // Until all is sold, which takes a minute where the machine has one; whoever has waited long enough may go before.
    const ends_ms = Date.now() + 60_000;
    while ((await read()).state !== "FINISHED" && Date.now() < ends_ms) await page.waitForTimeout(1_500);
    await page.goto(path);
    const stop = page.getByRole("button", { name: "그만하고 결과 보기" });
    if (await stop.isVisible()) await stop.click();
    await expect(page.getByRole("heading", { name: "예매 실패" })).toBeVisible();
    const { card } = await read();
    expect(card?.place).toBe(position);
    const reasons: Readonly<Record<string, string>> = {
      sold_out_before_turn: `차례가 오기 전에 모두 팔렸어요. 앞에 ${position - 1}명이 있었어요.`,
      sold_out_before_entering: "차례가 왔지만, 들어가기 전에 모두 팔렸어요.",
      left: "끝나기 전에 그만뒀어요.",
    };
    await expect(page.getByText(reasons[card?.why[0]?.code ?? ""] ?? "no such reason")).toBeVisible();
    await expect(page.getByText("새로고침을 1번 했지만 순번은 그대로였어요")).toBeVisible();
    await expectAccessible(page);
    await expectNoSideways(page);
  });
});

test(
  "PR16: the level of keys is won by the keyboard alone, from its start to the card, which says what keys did",
  DESK,
  async ({ page, context }) => {
    test.slow();
    await speak(context, "ko");
    const press = async (target: Locator, key = "Enter"): Promise<void> => {
      // A button that is not ready yet hears no key, nor does one whose work is under way.
      await expect(target.and(page.locator(":enabled:not([aria-busy]), a"))).toBeVisible({ timeout: 20_000 });
      await target.focus();
      await page.keyboard.press(key);
    };
    await page.goto("/practice?level=keys&seed=12");
    await press(page.getByRole("button", { name: "연습 시작하기" }));
    await press(page.getByRole("link", { name: "예매하기" }));
    await press(page.getByRole("button", { name: "들어가기" }));
    await expect(page.getByRole("grid")).toBeVisible({ timeout: 15_000 });
    await expect(page.getByRole("status").filter({ hasText: "남았어요" })).toHaveCount(1);
    await expectAccessible(page);
    // Into the grid by its one stop, then to a free seat by arrows.
    await page.locator('[role="gridcell"][tabindex="0"]').focus();
    for (let step = 0; step < 60; step++) {
      const taken = await page.locator('[role="gridcell"]:focus').getAttribute("aria-disabled");
      if (taken !== "true") break;
      await page.keyboard.press(step % 20 === 19 ? "ArrowDown" : "ArrowRight");
    }
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Space");
    await press(page.getByRole("button", { name: /자리 잡기$/ }));
    await press(page.getByRole("link", { name: "결제하러 가기" }));
    await press(page.locator(".pay-button"));
    await expect(page.getByRole("heading", { name: "예매 성공" })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/키로만 골랐어요/)).toBeVisible();
    await expectAccessible(page);
  },
);

const SEED = 21;
const WATCHED_MS = 14_000;
/** A pair more or less is a moment more or less of a busy machine. */
const COMPARED = 14;
const ALIKE = 12;

/** The same rows of the same hall, and another crowd before them. */
function otherSeed(): number {
  const rows = rowsOf(compileMap(practiceLayout("theatre")));
  const forSale = (seed: number): string => seatsForSale(rows, { seed, seats: LEVELS.normal.seats_for_sale }).join();
  let seed = SEED + 1;
  while (forSale(seed) !== forSale(SEED)) seed++;
  return seed;
}

/** The seats that bots took before one's eyes, in that order, as the map of a browser of its own has them. */
async function seatsGone(browser: Browser, seed: number): Promise<string[]> {
  const context = await browser.newContext({ baseURL: BASE });
  await speak(context, "ko");
  const page = await context.newPage();
  await page.goto(`/practice?level=custom&layout=theatre&seed=${seed}&bots=30&react_s=0.8&decide_s=9`);
  await page.getByRole("button", { name: "연습 시작하기" }).click();
  await page.getByRole("link", { name: "예매하기" }).click({ timeout: 20_000 });
  await expect(page).toHaveURL(/\/line$/);
  const code = (await page.locator("body").getAttribute("data-practice")) ?? "";
  const headers = { "x-practice": code };
  const gone = new Set<string>();
  const ends_ms = Date.now() + WATCHED_MS;
  while (Date.now() < ends_ms) {
    const answer = await page.request.get(`/v1/api/showtimes/practice_${code}_1/seats?format=json`, { headers });
    const { seats } = (await answer.json()) as { seats: Record<string, string> };
    for (const [id, state] of Object.entries(seats)) if (state === "HELD") gone.add(id);
    await page.waitForTimeout(250);
  }
  await context.close();
  return [...gone];
}

test(
  "PR1: the same link in two browsers meets the same bots; another number meets others at the same seats",
  ONCE,
  async ({ browser }) => {
    test.slow();
    const [mine, theirs, others] = await Promise.all([SEED, SEED, otherSeed()].map((seed) => seatsGone(browser, seed)));
    const [first = [], same = [], other = []] = [mine, theirs, others].map((seats) => seats?.slice(0, COMPARED));
    expect(first).toHaveLength(COMPARED);
    expect(same.filter((seat) => first.includes(seat)).length).toBeGreaterThanOrEqual(ALIKE);
    expect(other.filter((seat) => first.includes(seat)).length).toBeLessThan(COMPARED / 2);
  },
);

for (const language of ["ko", "en"] as const) {
  test(
    `PR12: where a practice begins is accessible in ${language} and fits its screen`,
    readIn(language),
    async ({ page, context }) => {
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
    },
  );
}
