// After the sell-out as fans and an organiser meet it on a phone: asked, offered, bought; offered back, sold on; handed over.
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { bookingsOf, buy, holdSeats, openSale, payWith } from "./buying-kit.ts";
import { complaintsOf, expectAccessible, expectNoSideways, LANGUAGES, type Language, ONCE, speak } from "./kit.ts";
import { be, freshEmail, OWN_ORIGIN } from "./people.ts";

const TWO_SEATS = [{ name: "1층 가구역", kind: "seated", grade: "R", rows: [{ label: "1", seats: 2 }] }];

type Look = { readonly language: Language; readonly shots: string | undefined };

const ticketOf = async (context: BrowserContext): Promise<string> => {
  const [booking] = await bookingsOf(context);
  const [line] = (booking?.lines ?? []) as readonly { ticket_id: string }[];
  return line?.ticket_id ?? "";
};

/** Another language's words are longer or shorter; names, roles and colours were looked at in the first. */
async function whole(page: Page, name: string, { language, shots }: Look): Promise<void> {
  if (language === "ko") await expectAccessible(page);
  await expectNoSideways(page);
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

for (const language of LANGUAGES) {
  test(
    `S10 RT3 RT6 HO2: told, offered, bought; offered back and sold on; handed over (${language})`,
    ONCE,
    async ({ browser, context, page }) => {
      test.slow();
      const shots = process.env.SHOTS_DIR === undefined ? undefined : `${process.env.SHOTS_DIR}/${language}`;
      const look = { language, shots };
      const maker = await browser.newContext();
      await speak(maker, language);
      const sale = await openSale(maker, { sections: TWO_SEATS });
      const owner = await browser.newContext({ viewport: { width: 390, height: 844 } });
      await speak(owner, language);
      const owned = await owner.newPage();
      await buy(owned, await holdSeats(owner, sale, 2));

      const fan = context;
      await speak(fan, language);
      const complaints = complaintsOf(page);
      const email = freshEmail();
      await be(fan, email);
      // Too late for the line: it leads to the list, and tells how it stands, as the show's own page does.
      await page.goto(`/shows/${sale.show_id}/line`);
      await expect(page.locator(".returns-told-round")).toBeVisible();
      await whole(page, "line-sold-out", look);
      await page.locator(".returns-told a").click();
      await expect(page.locator('button[value="join"]')).toBeVisible();
      await whole(page, "ask", look);
      // CK8: a bare form is asked for what the page does by itself, and keeps what was chosen.
      const rule = { data: { check: "proof" }, headers: OWN_ORIGIN };
      expect((await maker.request.patch(`/v1/api/manage/shows/${sale.show_id}/sale`, rule)).status()).toBe(200);
      await page.locator("#count-".concat(sale.showtime_id)).selectOption("2");
      await page.locator('button[value="join"]').click();
      await expect(page.locator('button[value="check_mail"]')).toBeVisible();
      await expect(page.locator("#count-".concat(sale.showtime_id))).toHaveValue("2");
      await whole(page, "asked-for-a-check", look);
      await page.locator("#count-".concat(sale.showtime_id)).selectOption("1");
      await page.locator('button[value="join"]').click();
      await expect(page.locator(".returns-place")).toBeVisible();

      for (const path of ["", "/line"]) {
        await page.goto(`/shows/${sale.show_id}${path}`);
        await expect(page.locator(".returns-told-own")).toHaveText(
          { ko: "다음 차례예요", en: "You are next" }[language],
        );
        await whole(page, `standing${path.replace("/", "-")}`, look);
      }
      // Among the bookings, with how many are before; and at the organiser's desk, by place.
      await page.goto("/me/bookings");
      await expect(page.locator('.booking-row[href$="/returns"]')).toBeVisible();
      await whole(page, "waiting-in-bookings", look);
      const desk = await maker.newPage();
      await desk.goto(`/manage/shows/${sale.show_id}/returns`);
      await expect(desk.locator("table").nth(1)).toBeVisible();
      await whole(desk, "console", look);
      await page.goto(`/shows/${sale.show_id}/returns`);

      const sold = await ticketOf(owner);
      await owned.goto(`/tickets/${sold}`);
      await owned.locator('.ticket-give a[href$="/return"]').click();
      await expect(owned.locator('button[value="offer"]')).toBeVisible();
      await whole(owned, "offer-back", look);
      await owned.locator('button[value="offer"]').click();
      await expect(owned.locator('button[value="keep"]')).toBeVisible();

      await page.goto("/me/bookings");
      await expect(page.locator('.booking-row[href^="/checkout/"]')).toBeVisible();
      await whole(page, "offered-in-bookings", look);
      await page.goto(`/shows/${sale.show_id}/returns`);
      await expect(page.locator(".returns-offer")).toBeVisible();
      await whole(page, "offer", look);
      await page.locator(".returns-offer a.button-primary").click();
      await payWith(page, "success");
      await expect.poll(async () => (await bookingsOf(fan))[0]?.status, { timeout: 20_000 }).toBe("CONFIRMED");
      await owned.goto(`/tickets/${sold}`);
      await expect(owned.locator(".ticket-over")).toBeVisible();
      await expect.poll(async () => (await bookingsOf(owner))[0]?.refunded_krw, { timeout: 20_000 }).toBeGreaterThan(0);

      const mine = await ticketOf(fan);
      const friend = await browser.newContext();
      await speak(friend, language);
      const friends_email = freshEmail();
      await be(friend, friends_email);
      await page.goto(`/tickets/${mine}`);
      await page.locator('.ticket-give a[href$="/handover"]').click();
      await page.locator("#to-email").fill(friends_email);
      await whole(page, "hand-over", look);
      await page.locator('button[value="offer"]').click();
      const handover_id = await page.locator('input[name="handover_id"]').inputValue();
      const theirs = await friend.newPage();
      await theirs.goto(`/handovers/${handover_id}`);
      await theirs.locator('form[action^="/handovers/"] button').click();
      await expect(theirs).toHaveURL(new RegExp(`/tickets/${mine}$`));
      await expect(theirs.locator(".ticket-qr")).toBeVisible();
      expect((await page.goto(`/tickets/${mine}`))?.status()).toBe(404);

      await desk.goto(`/manage/shows/${sale.show_id}/returns`);
      await desk.locator("#fee_percent").fill("7");
      await desk.locator("#night_offer_min").fill("480");
      await desk.locator('form.making-form button[type="submit"]').click();
      await expect(desk.locator("#fee_percent")).toHaveValue("7");
      await expect(desk.locator("#night_offer_min")).toHaveValue("480");
      // Anybody matches the list again, in their own browser.
      await page.goto(`/verify/${sale.show_id}`);
      await page.locator("section[aria-labelledby=verify-list-title] button").first().click();
      await expect(page.locator("section[aria-labelledby=verify-list-title] .verify-verdict")).toBeVisible();
      await expect(page.locator("section[aria-labelledby=verify-list-title] .verify-verdict-wrong")).toHaveCount(0);
      const receipt = page.locator("section[aria-labelledby=verify-list-title]");
      await receipt.getByRole("button", { name: { ko: "내 대기 확인서", en: "Fetch my receipt" }[language] }).click();
      const holds = { ko: "대기 1번 확인서가 맞아요", en: "The receipt for place 1 of the list holds" }[language];
      await expect(receipt.getByText(holds)).toBeVisible();
      await whole(page, "verify-list", look);
      // The browser itself says of every refusal that it was one: the line's for who came too late, the list's without a check, the ticket's for whose it was.
      expect(complaints.filter((text) => !/40[349]/.test(text))).toEqual([]);
      for (const other of [maker, owner, friend]) await other.close();
    },
  );
}
