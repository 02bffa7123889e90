// Paying from a page that is pressed twice, reloaded, cut off and come back to: what goes out, and under which key.
import { describe, expect, test } from "vitest";
import type { CallRefusal, CallResult } from "../api-client.ts";
import {
  CheckoutSession,
  nextAttempt,
  type SessionPorts,
  type WindowAnswer,
  type WindowWish,
} from "./checkout-session.ts";
import type { CheckoutFacts, PayableBooking } from "./facts.ts";
import type { PayInput, PaymentStatus } from "./payment-client.ts";

const NOW_MS = 1_000_000;
const booking: PayableBooking = {
  id: "b_ABC123_x",
  total_krw: 264_000,
  expires_at_ms: NOW_MS + 420_000,
  attempts_left: 3,
  attempts_made: 0,
};
const facts: CheckoutFacts = {
  language: "ko",
  hold_id: "h_ABC123_x",
  url: "https://fairline.example/checkout/h_ABC123_x",
  release_url: "/checkout/h_ABC123_x/release",
  order_name: "show × 2",
  total_krw: booking.total_krw,
  booking,
  checking: null,
  last_code: null,
  returned: null,
  practised: false,
  payment: { client_key: "test_gck_x", sdk_url: "/sdk.js", simulated: true },
};

const refusal = (code: string, status = 409): { ok: false; failure: CallRefusal } => ({
  ok: false,
  failure: {
    code: code as CallRefusal["code"],
    status,
    title: "title",
    detail: "detail",
    problem: null,
    request_id: null,
  },
});
const cutOff = refusal("unreachable", 0);
const started = { ok: true, status: 202, value: { request_id: `${booking.id}-1` } } as const;
const said = (status: PaymentStatus["status"], more: Partial<PaymentStatus> = {}): CallResult<PaymentStatus> => ({
  ok: true,
  status: 200,
  value: { status, code: null, attempts_left: 2, ...more },
});

type Script = {
  readonly orders?: CallResult<PayableBooking>[];
  readonly pays?: CallResult<{ readonly request_id: string }>[];
  readonly statuses?: CallResult<PaymentStatus>[];
  readonly windows?: WindowAnswer[];
};

/** A page whose timers run only when the test says so. */
function pageWith(script: Script, more: Partial<CheckoutFacts> = {}) {
  const sent: { readonly input: PayInput; readonly key: string }[] = [];
  const ordered: string[] = [];
  const asked: string[] = [];
  const opened: WindowWish[] = [];
  const timers = new Map<number, { readonly at_ms: number; readonly run: () => void }>();
  let now_ms = NOW_MS;
  let keys = 0;
  let timer_ids = 0;
  const reloads: number[] = [];
  const next = <T>(answers: T[] | undefined, otherwise: T): T => answers?.shift() ?? otherwise;
  const ports: SessionPorts = {
    client: {
      order: async (_, key) => {
        ordered.push(key);
        return next(script.orders, { ok: true, status: 201, value: booking });
      },
      pay: async (input, key) => {
        sent.push({ input, key });
        return next(script.pays, started);
      },
      status: async (request_id) => {
        asked.push(request_id);
        return next(script.statuses, said("PENDING"));
      },
    },
    timers: {
      after: (ms, run) => {
        timer_ids += 1;
        const id = timer_ids;
        timers.set(id, { at_ms: now_ms + ms, run });
        return () => timers.delete(id);
      },
    },
    nowMs: () => now_ms,
    makeKey: () => `key-${++keys}`,
    openWindow: async (wish) => {
      opened.push(wish);
      return next(script.windows, { kind: "gone" });
    },
    reload: () => reloads.push(now_ms),
  };
  const session = new CheckoutSession({ ...facts, ...more }, ports);
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  const pass = async (ms: number): Promise<void> => {
    const until_ms = now_ms + ms;
    for (;;) {
      await settle();
      const due = [...timers].filter(([, { at_ms }]) => at_ms <= until_ms).sort((a, b) => a[1].at_ms - b[1].at_ms)[0];
      if (due === undefined) break;
      timers.delete(due[0]);
      now_ms = Math.max(now_ms, due[1].at_ms);
      due[1].run();
    }
    now_ms = until_ms;
  };
  session.open();
  return { session, sent, ordered, asked, opened, reloads, pass, settle };
}

describe("paying", () => {
  test("D43: a double click opens one window, and a double press of the practice payment sends one payment", async () => {
    const page = pageWith({});
    await Promise.all([page.session.pay(), page.session.pay()]);
    expect(page.opened).toHaveLength(1);
    const practice = pageWith({});
    await Promise.all([practice.session.simulate("success"), practice.session.simulate("success")]);
    expect(practice.sent).toHaveLength(1);
  });

  test("D43 control: without the step that is looked at first, the second press would open another window", async () => {
    const page = pageWith({ windows: [{ kind: "closed" }] });
    await page.session.pay();
    // The guard is the step alone: once it is back at `ready`, a press counts again.
    await page.session.pay();
    expect(page.opened).toHaveLength(2);
  });

  test("D43: a payment whose answer was lost is sent again under its own key, and the fan is told", async () => {
    const page = pageWith({ pays: [cutOff, refusal("unavailable", 503)] });
    void page.session.simulate("success");
    await page.settle();
    expect(page.session.state.cut_off).toBe(true);
    await page.pass(4_000);
    expect(page.sent.map(({ key }) => key)).toEqual(["key-1", "key-1", "key-1"]);
    expect(page.session.state.step.at).toBe("checking");
    expect(page.session.state.cut_off).toBe(false);
  });

  test("D40: the window is opened for the order's own amount and the ledger's name of the next attempt", async () => {
    const tried = { ...booking, attempts_left: 1, attempts_made: 2 };
    const page = pageWith({}, { booking: tried });
    await page.session.pay();
    expect(page.opened).toEqual([
      { attempt_id: `${booking.id}-3`, order_name: "show × 2", amount_krw: 264_000, back_url: facts.url },
    ]);
    expect(nextAttempt(tried)).toBe(`${booking.id}-3`);
  });

  test("B6: a declined card says why, keeps the seats and the tries, and the next press pays again under a new key", async () => {
    const page = pageWith({ statuses: [said("PENDING"), said("FAILED", { code: "card_info" })] });
    void page.session.simulate("card_info");
    await page.pass(2_000);
    expect(page.session.state).toMatchObject({
      step: { at: "ready" },
      problem: { kind: "outcome", code: "card_info" },
      booking: { attempts_left: 2, attempts_made: 1 },
    });
    void page.session.simulate("success");
    await page.settle();
    expect(page.sent.map(({ key }) => key)).toEqual(["key-1", "key-2"]);
    expect(page.reloads).toEqual([]);
  });

  test("B6: the last try lost, or time over meanwhile: the page is drawn anew and says how it ended", async () => {
    const used = pageWith({ statuses: [said("FAILED", { code: "attempts_used", attempts_left: 0 })] });
    void used.session.simulate("card_info");
    await used.pass(500);
    expect(used.reloads).toHaveLength(1);
    const late = pageWith({ statuses: [said("FAILED")] }, { booking: { ...booking, expires_at_ms: NOW_MS } });
    void late.session.simulate("card_info");
    await late.pass(500);
    expect(late.reloads).toHaveLength(1);
  });

  test("B3: a payment that went through draws the page anew, once", async () => {
    const page = pageWith({ statuses: [said("PENDING"), said("PENDING"), said("COMPLETED")] });
    void page.session.simulate("success");
    await page.pass(60_000);
    expect(page.reloads).toHaveLength(1);
    expect(page.asked).toHaveLength(3);
  });

  test("D45: as long as nothing is known the page goes on asking, ever more seldom, and never says failed", async () => {
    const page = pageWith({});
    void page.session.simulate("timeout");
    await page.pass(120_000);
    expect(page.session.state).toMatchObject({ step: { at: "checking" }, problem: null });
    expect(page.asked.length).toBeGreaterThan(30);
    expect(page.asked.length).toBeLessThan(60);
    await page.session.pay();
    expect(page.opened).toEqual([]);
  });
});

describe("coming back", () => {
  const returned = {
    kind: "agreed",
    payment_key: "tgen_1",
    attempt_id: `${booking.id}-1`,
    amount_krw: 264_000,
  } as const;

  test("D43: the return from the window pays under a key of its attempt: read twice, it is one payment", async () => {
    const first = pageWith({}, { returned });
    const again = pageWith({}, { returned });
    await Promise.all([first.settle(), again.settle()]);
    expect(first.sent).toEqual(again.sent);
    expect(first.sent).toEqual([
      {
        input: { booking_id: booking.id, amount_krw: 264_000, payment_key: "tgen_1" },
        key: `window-${booking.id}-1`,
      },
    ]);
  });

  test("D52: a return of an earlier attempt, or one while a payment runs, begins nothing", async () => {
    const older = pageWith({}, { returned, booking: { ...booking, attempts_made: 1 } });
    const running = pageWith({}, { returned, checking: { request_id: `${booking.id}-1`, since_ms: NOW_MS } });
    await Promise.all([older.settle(), running.settle()]);
    expect(older.sent).toEqual([]);
    expect(running.sent).toEqual([]);
    expect(running.asked).toEqual([`${booking.id}-1`]);
  });

  test("D40: what the address says was agreed is sent to be compared, not the page's own sum", async () => {
    const page = pageWith({ pays: [refusal("amount_mismatch", 422)] }, { returned: { ...returned, amount_krw: 1 } });
    await page.settle();
    expect(page.sent[0]?.input.amount_krw).toBe(1);
    expect(page.session.state).toMatchObject({ step: { at: "ready" }, problem: { kind: "refused", title: "title" } });
  });

  test("B6: a window that was shut, or came back with a refusal, costs no try", async () => {
    const shut = pageWith({ windows: [{ kind: "closed" }] });
    await shut.session.pay();
    expect(shut.session.state).toMatchObject({
      step: { at: "ready" },
      problem: { code: "cancelled_by_fan" },
      booking: { attempts_left: 3, attempts_made: 0 },
    });
    const codes = ["PAY_PROCESS_CANCELED", "PAY_PROCESS_ABORTED", "<b>"].map((code) => {
      const { problem } = pageWith({}, { returned: { kind: "failed", code } }).session.state;
      return problem?.kind === "outcome" ? problem.code : null;
    });
    expect(codes).toEqual(["cancelled_by_fan", "declined", "declined"]);
  });

  test("B4: a payment script that does not load is told, and the next press tries again", async () => {
    const page = pageWith({ windows: [{ kind: "failed" }, { kind: "not_agreed" }, { kind: "gone" }] });
    await page.session.pay();
    expect(page.session.state.problem).toEqual({ kind: "module" });
    await page.session.pay();
    expect(page.session.state.problem).toEqual({ kind: "not_agreed" });
    await page.session.pay();
    expect(page.session.state).toMatchObject({ step: { at: "opening" }, problem: null });
  });

  test("D26: a hold becomes an order by itself, again under the same key where the answer was lost", async () => {
    const page = pageWith({ orders: [cutOff] }, { booking: null });
    await page.pass(3_000);
    expect(page.ordered).toEqual(["key-1", "key-1"]);
    expect(page.session.state).toMatchObject({ step: { at: "ready" }, booking: { id: booking.id } });
  });

  test("B4: a press while the order is still made opens one window as soon as it is there; none where that takes long, or is refused", async () => {
    const hurried = pageWith({ orders: [cutOff] }, { booking: null });
    void hurried.session.pay();
    void hurried.session.pay();
    await hurried.settle();
    expect(hurried.opened).toEqual([]);
    await hurried.pass(2_000);
    expect(hurried.opened).toMatchObject([{ attempt_id: nextAttempt(booking), amount_krw: booking.total_krw }]);
    // One that waited out a line that was cut for long is not meant any more: nothing opens by itself.
    const stale = pageWith({ orders: [cutOff, cutOff, cutOff] }, { booking: null });
    void stale.session.pay();
    await stale.pass(20_000);
    expect(stale.session.state.step).toEqual({ at: "ready" });
    expect(stale.opened).toEqual([]);
    const refused = pageWith({ orders: [refusal("paused")] }, { booking: null });
    void refused.session.pay();
    await refused.pass(2_000);
    expect(refused.opened).toEqual([]);
    expect(refused.session.state.problem).toMatchObject({ kind: "refused" });
    const patient = pageWith({}, { booking: null });
    await patient.settle();
    expect(patient.opened).toEqual([]);
  });

  test("D54: a hold whose time is over, or an order that ended elsewhere, is said by the page itself", async () => {
    const gone = pageWith({ orders: [refusal("hold_expired")] }, { booking: null });
    await gone.settle();
    expect(gone.reloads).toHaveLength(1);
    for (const code of ["already_paid", "payment_in_progress", "booking_expired", "show_cancelled"]) {
      const page = pageWith({ pays: [refusal(code)] });
      void page.session.simulate("success");
      await page.settle();
      expect(page.reloads, code).toHaveLength(1);
    }
  });

  test("B1: when the order's time ends the page is drawn anew; not a moment before, and not while a payment runs", async () => {
    const page = pageWith({});
    await page.pass(420_999);
    expect(page.reloads).toEqual([]);
    await page.pass(1);
    expect(page.reloads).toHaveLength(1);
    const paying = pageWith({});
    void paying.session.simulate("timeout");
    await paying.pass(430_000);
    expect(paying.reloads).toEqual([]);
  });

  test("B3: back on line, or looked at again, the page asks at once", async () => {
    const page = pageWith({}, { checking: { request_id: "r", since_ms: NOW_MS - 120_000 } });
    await page.settle();
    expect(page.asked).toHaveLength(1);
    page.session.wake();
    await page.settle();
    expect(page.asked).toHaveLength(2);
    await page.pass(5_000);
    expect(page.asked).toHaveLength(3);
  });
});
