// Taken out of the line on a phone: why, a form to ask for another look, the organiser's answer, and the same place again.
import { expect, test } from "@playwright/test";
import { complaintsOf, expectAccessible, expectNoSideways, LANGUAGES, readIn, speak } from "./kit.ts";
import { join, openSale, person, placeOf } from "./line-kit.ts";
import { be, freshEmail, OWN_ORIGIN } from "./people.ts";

const PLEA = "우리는 같은 집에 사는 자매예요. We are two sisters at one address.";

for (const language of LANGUAGES) {
  test(
    `CK6 L52: removed, asked for another look, restored to the same place (${language})`,
    readIn(language),
    async ({ browser, context, page }) => {
      const sale = await openSale({ room_capacity: 0 });
      await join(await person(), sale);
      const complaints = complaintsOf(page);
      await speak(context, language);
      await be(context, freshEmail());
      await page.goto(sale.line);
      await expect(page.locator(".line-number")).toBeVisible();
      const before = await placeOf(context.request, sale);
      await join(await person(), sale);

      const maker = await browser.newContext({ viewport: { width: 390, height: 844 } });
      await speak(maker, language);
      await be(maker, sale.organiser.email, "MANAGER");
      const queue = `/v1/api/manage/shows/${sale.show_id}/queue/${before.position}`;
      const gone = await maker.request.delete(queue, { data: { reason: "Two accounts" }, headers: OWN_ORIGIN });
      expect(gone.status()).toBe(204);

      // Told on the open page at once; its form is sent, and the page says what became of it.
      const form = page.locator("#line-appeal");
      await expect(form).toBeVisible();
      await form.fill(PLEA);
      await expectAccessible(page);
      await expectNoSideways(page);
      await page.locator('button[value="appeal"]').click();
      await expect(page.getByText("Two accounts")).toBeVisible();
      await expect(page.getByText(PLEA)).toBeVisible();
      await expect(form).toHaveCount(0);
      await page.screenshot({ path: test.info().outputPath(`asked-${language}.png`), fullPage: true });

      const desk = await maker.newPage();
      await desk.goto(`/manage/shows/${sale.show_id}/appeals`);
      await expect(desk.getByText(PLEA)).toBeVisible();
      await desk.locator('.appeal input[name="reason"]').fill("They are two people.");
      await expectAccessible(desk);
      await expectNoSideways(desk);
      await desk.screenshot({ path: test.info().outputPath(`desk-${language}.png`), fullPage: true });
      await desk.locator('button[value="restore"]').click();
      await expect(desk.locator('button[value="restore"]')).toHaveCount(0);

      await page.goto(sale.line);
      await expect(page.locator(".line-number")).toBeVisible();
      const after = await placeOf(context.request, sale);
      expect([after.state, after.position, after.ahead]).toEqual(["WAITING", before.position, before.ahead]);
      expect(complaints).toEqual([]);
      await maker.close();
    },
  );
}
