// Asked for a proof, on a phone: the page does it by itself, and a code by mail does where it cannot.
import { expect, test } from "@playwright/test";
import { complaintsOf, expectAccessible, expectNoSideways, LANGUAGES, ONCE, speak } from "./kit.ts";
import { openSale } from "./line-kit.ts";
import { be, codeFor, freshEmail } from "./people.ts";

const WORDS = {
  ko: { mail: "메일로 코드 받기", join: "코드로 줄 서기", title: "줄을 서기 전에 확인이 필요해요" },
  en: { mail: "Send me a code", join: "Join with the code", title: "One check before you join" },
} as const;

for (const language of LANGUAGES) {
  test(
    `CK5 CK2: asked before joining, the page passes by itself, or by a code from the mail (${language})`,
    ONCE,
    async ({ page, context }) => {
      const sale = await openSale({ room_capacity: 0, check: "proof" });
      const complaints = complaintsOf(page);
      await speak(context, language);
      await be(context, freshEmail());
      await page.goto(sale.line);
      await expect(page.locator(".line-number")).toBeVisible({ timeout: 20_000 });

      // A device on which no work can be done: everything else is the same.
      const email = freshEmail();
      await be(context, email);
      await page.addInitScript(() => {
        Object.assign(globalThis, {
          Worker: class {
            onerror: (() => void) | null = null;
            postMessage = (): void => void setTimeout(() => this.onerror?.(), 5);
            terminate = (): void => {};
          },
        });
      });
      await page.goto(sale.line);
      const words = WORDS[language];
      await expect(page.locator(".line-headline")).toHaveText(words.title);
      await expectAccessible(page);
      await expectNoSideways(page);
      await page.getByRole("button", { name: words.mail }).click();
      await page.locator("#line-check-code").fill(await codeFor(page, email));
      await page.getByRole("button", { name: words.join }).click();
      await expect(page.locator(".line-number")).toBeVisible();
      // The browser itself says of every refusal that it was one.
      expect(complaints.filter((complaint) => !complaint.includes("403"))).toEqual([]);
    },
  );
}
