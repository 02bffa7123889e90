// The layout editor by keyboard alone: a hall of 300 seats drawn, labelled, graded and published; undone and redone.
import { expect, test } from "@playwright/test";
import { editorKo } from "../../web/words/editor-ko.ts";
import { complaintsOf, DESK, expectAccessible, expectNoSideways, speak } from "./kit.ts";
import { be, freshEmail, OWN_ORIGIN } from "./people.ts";

const words = editorKo;

// Drawing is a desk's work; a phone shows and mends.
test(
  "LE12: a hall of 300 seats is drawn and published by keyboard, and others do not find its page",
  DESK,
  async ({ page, context }) => {
    const complaints = complaintsOf(page);
    await speak(context, "ko");
    await be(context, freshEmail(), "MANAGER");
    const made = await context.request.post("/v1/api/manage/venues", {
      headers: OWN_ORIGIN,
      data: {
        name: "새 홀",
        region: "SEOUL",
        time_zone: "Asia/Seoul",
        sections: [{ name: "임시", kind: "seated", grade: "B", rows: [{ label: "1", seats: 2 }] }],
      },
    });
    const venue = (await made.json()) as { id: string };
    const layout = `/v1/api/manage/venues/${venue.id}/layout`;
    await page.goto(`/manage/venues/${venue.id}/layout`);
    await expect(page.getByRole("heading", { name: words.title("새 홀") })).toBeVisible();

    // Away with what was there, then a block of fifteen rows of twenty.
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await expect(page.getByText(words.side.empty)).toBeVisible();
    await page.keyboard.press("b");
    await page.getByLabel(words.block.name).fill("1층");
    await page.keyboard.press("Tab");
    await page.keyboard.type("15");
    await page.keyboard.press("Tab");
    await page.keyboard.type("20");
    await page.keyboard.press("Enter");
    await expect(page.getByText(words.side.seats(300, 0))).toBeVisible();
    await expectAccessible(page);

    // One wizard for all labels; the best grade for all, and a stage with its focal point before them.
    await page.keyboard.press("l");
    await page.getByLabel(words.labels.sequence).first().selectOption("numbers");
    await page.keyboard.press("Enter");
    await page.keyboard.press("1");
    await page.keyboard.press("s");
    await expect(page.getByRole("dialog", { name: words.stage.title })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: words.side.problems(0) })).toBeVisible();

    // Two steps back and forth again, a copy, and the copy gone.
    for (let i = 0; i < 2; i++) await page.keyboard.press("Control+z");
    for (let i = 0; i < 2; i++) await page.keyboard.press("Control+Shift+z");
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+d");
    await expect(page.getByText(words.side.seats(300, 0))).toBeVisible();
    await page.keyboard.press("Delete");

    // Seat by seat for who does not see the plan: a wheelchair place, found by its ticket's words.
    await page.keyboard.press("/");
    await page.keyboard.type("1층 15 20");
    await page.keyboard.press("Enter");
    await expect(page.getByText(words.side.seats(1, 0), { exact: true })).toBeVisible();
    await page.getByRole("button", { name: words.tags.wheelchair }).click();
    await page.getByRole("button", { name: words.bar.list, exact: true }).click();
    await expect(page.getByRole("grid")).toBeVisible();
    await expect(page.getByRole("gridcell", { name: words.tags.wheelchair })).toHaveAttribute("aria-selected", "true");
    await expectAccessible(page);
    await page.getByRole("button", { name: words.bar.plan, exact: true }).click();

    await page.keyboard.press("Control+s");
    const dialog = page.getByRole("dialog", { name: words.publish.title });
    await expect(dialog.getByText(words.publish.count(300))).toBeVisible();
    await expectAccessible(page);
    await expect(dialog.getByRole("button", { name: words.publish.go })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(page.getByText(words.publish.done)).toBeVisible();
    const published = await (await context.request.get(layout)).json();
    expect(published.sections).toHaveLength(1);
    expect(published.sections[0]).toMatchObject({ name: "1층", grade: "VIP" });
    expect(published.sections[0].rows.map(({ label }: { label: string }) => label)).toEqual(
      Array.from({ length: 15 }, (_, i) => String(i + 1)),
    );
    expect(published.sections[0].rows[14].seats[19].tags).toEqual(["wheelchair"]);
    await expectNoSideways(page);
    expect(complaints).toEqual([]);

    await context.clearCookies();
    await be(context, freshEmail(), "MANAGER");
    expect((await page.goto(`/manage/venues/${venue.id}/layout`))?.status()).toBe(404);
  },
);
