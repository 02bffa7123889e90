import { beforeAll, describe, expect, it } from "vitest";
import { productRoutes } from "../../workers/assembly/app.ts";
import { be, call, migrate, type Person } from "./kit.ts";

/** Who may call each route, said a second time by hand: a route that is missing here, or says otherwise, fails. */
const TABLE: Readonly<Record<string, "anyone" | "fan" | "door" | "manager" | "admin">> = {
  "GET /auth/{provider}/start": "anyone",
  "GET /auth/{provider}/callback": "anyone",
  "POST /v1/api/auth/codes": "anyone",
  "POST /v1/api/auth/sessions": "anyone",
  "POST /v1/api/auth/sessions/refresh": "anyone",
  "GET /v1/api/auth/sessions": "fan",
  "DELETE /v1/api/auth/sessions/{session_id}": "fan",
  "GET /v1/api/users/me": "fan",
  "PATCH /v1/api/users/me": "fan",
  "DELETE /v1/api/users/me": "fan",
  "DELETE /v1/api/users/me/identities/{identity_id}": "fan",
  "GET /v1/api/shows": "anyone",
  "GET /v1/api/shows/{show_id}": "anyone",
  "GET /v1/api/shows/{show_id}/showtimes": "anyone",
  "GET /v1/api/showtimes/{showtime_id}/layout": "anyone",
  "GET /v1/api/manage/venues": "manager",
  "POST /v1/api/manage/venues": "manager",
  "GET /v1/api/manage/venues/{venue_id}/layout": "manager",
  "PUT /v1/api/manage/venues/{venue_id}/layout": "manager",
  "POST /v1/api/manage/venues/{venue_id}/layout/preview": "manager",
  "POST /v1/api/manage/layouts/import": "manager",
  "GET /v1/api/manage/shows": "manager",
  "POST /v1/api/manage/shows": "manager",
  "GET /v1/api/manage/shows/{show_id}": "manager",
  "PATCH /v1/api/manage/shows/{show_id}": "manager",
  "DELETE /v1/api/manage/shows/{show_id}": "manager",
  "GET /v1/api/manage/shows/{show_id}/showtimes": "manager",
  "POST /v1/api/manage/shows/{show_id}/showtimes": "manager",
  "POST /v1/api/manage/shows/{show_id}/showtimes/series": "manager",
  "PUT /v1/api/manage/shows/{show_id}/poster": "manager",
  "DELETE /v1/api/manage/shows/{show_id}/poster": "manager",
  "PATCH /v1/api/manage/showtimes/{showtime_id}": "manager",
  "DELETE /v1/api/manage/showtimes/{showtime_id}": "manager",
  "GET /v1/api/admin/users": "admin",
  "PATCH /v1/api/admin/users/{user_id}/role": "admin",
  "PATCH /v1/api/admin/users/{user_id}/status": "admin",
  "GET /v1/api/admin/shows": "admin",
  "PATCH /v1/api/admin/shows/{show_id}/status": "admin",
  "GET /v1/api/admin/audit": "admin",
  "GET /v1/api/admin/audit.csv": "admin",
  "GET /v1/api/admin/failures": "admin",
  "POST /v1/api/admin/failures/retries": "admin",
  "POST /v1/api/shows/{show_id}/queue": "fan",
  "GET /v1/api/shows/{show_id}/queue/check": "fan",
  "POST /v1/api/shows/{show_id}/queue/check/mail": "fan",
  "GET /v1/api/shows/{show_id}/queue/appeal": "fan",
  "POST /v1/api/shows/{show_id}/queue/appeal": "fan",
  "GET /v1/api/manage/shows/{show_id}/appeals": "manager",
  "POST /v1/api/manage/shows/{show_id}/appeals/{appeal_id}/decision": "manager",
  "GET /v1/api/shows/{show_id}/queue/status": "fan",
  "PATCH /v1/api/shows/{show_id}/queue/status": "fan",
  "DELETE /v1/api/shows/{show_id}/queue": "fan",
  "GET /v1/api/shows/{show_id}/queue/receipts/{position}": "fan",
  "GET /v1/api/shows/{show_id}/queue/live": "fan",
  "GET /v1/api/shows/{show_id}/queue/events": "fan",
  "GET /v1/api/shows/{show_id}/queue/log": "anyone",
  "GET /v1/api/shows/{show_id}/queue/checkpoints": "anyone",
  "GET /v1/api/shows/{show_id}/queue/draw": "anyone",
  "GET /v1/api/manage/shows/{show_id}/sale": "manager",
  "GET /v1/api/manage/shows/{show_id}/sale/live": "manager",
  "GET /v1/api/manage/shows/{show_id}/sale/history": "manager",
  "GET /v1/api/manage/shows/{show_id}/sale/controls": "manager",
  "GET /v1/api/manage/shows/{show_id}/rehearsals": "manager",
  "POST /v1/api/manage/shows/{show_id}/rehearsals": "manager",
  "GET /v1/api/manage/shows/{show_id}/rehearsals/{rehearsal_id}": "manager",
  "DELETE /v1/api/manage/shows/{show_id}/rehearsals/{rehearsal_id}": "manager",
  "GET /v1/api/manage/shows/{show_id}/rehearsals/{rehearsal_id}/live": "manager",
  "PATCH /v1/api/manage/shows/{show_id}/sale": "manager",
  "PATCH /v1/api/manage/shows/{show_id}/sale/status": "manager",
  "POST /v1/api/manage/shows/{show_id}/notices": "manager",
  "DELETE /v1/api/manage/shows/{show_id}/queue/{position}": "manager",
  "POST /v1/api/manage/shows/{show_id}/queue/{position}/restoration": "manager",
  "GET /v1/api/showtimes/{showtime_id}/seats": "anyone",
  "GET /v1/api/showtimes/{showtime_id}/live": "anyone",
  "POST /v1/api/showtimes/{showtime_id}/holds": "fan",
  "GET /v1/api/holds/{hold_id}": "fan",
  "DELETE /v1/api/holds/{hold_id}": "fan",
  "POST /v1/api/practices": "anyone",
  "GET /v1/api/practices/rankings": "anyone",
  "GET /v1/api/practices/{practice_id}": "anyone",
  "PATCH /v1/api/practices/{practice_id}/status": "anyone",
  "POST /v1/api/practices/{practice_id}/ranking": "anyone",
  "POST /v1/api/bookings": "fan",
  "GET /v1/api/bookings": "fan",
  "GET /v1/api/bookings/{booking_id}": "fan",
  "DELETE /v1/api/bookings/{booking_id}": "fan",
  "POST /v1/api/payments": "fan",
  "GET /v1/api/payments/{request_id}/status": "fan",
  "GET /v1/api/bookings/{booking_id}/cancellation": "fan",
  "POST /v1/api/bookings/{booking_id}/cancellation": "fan",
  "POST /v1/api/webhooks/toss": "anyone",
  "GET /v1/api/tickets/{ticket_id}": "fan",
  "GET /v1/api/tickets/{ticket_id}/calendar.ics": "fan",
  "POST /v1/api/checkins": "door",
  "POST /v1/api/checkins/batch": "door",
  "GET /v1/api/door/manifest": "door",
  "GET /v1/api/manage/shows/{show_id}/doors": "manager",
  "POST /v1/api/manage/shows/{show_id}/doors": "manager",
  "DELETE /v1/api/manage/shows/{show_id}/doors/{door_id}": "manager",
  "GET /v1/api/manage/shows/{show_id}/checkins": "manager",
  "GET /v1/api/manage/showtimes/{showtime_id}/door-list.csv": "manager",
  "PUT /v1/api/showtimes/{showtime_id}/returns": "fan",
  "GET /v1/api/showtimes/{showtime_id}/returns": "fan",
  "DELETE /v1/api/showtimes/{showtime_id}/returns": "fan",
  "GET /v1/api/showtimes/{showtime_id}/returns/log": "anyone",
  "GET /v1/api/showtimes/{showtime_id}/returns/checkpoints": "anyone",
  "GET /v1/api/showtimes/{showtime_id}/returns/receipt": "fan",
  "GET /v1/api/shows/{show_id}/returns": "anyone",
  "PUT /v1/api/tickets/{ticket_id}/return": "fan",
  "DELETE /v1/api/tickets/{ticket_id}/return": "fan",
  "POST /v1/api/tickets/{ticket_id}/handovers": "fan",
  "DELETE /v1/api/tickets/{ticket_id}/handovers/{handover_id}": "fan",
  "POST /v1/api/handovers/{handover_id}/acceptance": "fan",
  "GET /v1/api/manage/shows/{show_id}/purchases": "manager",
  "GET /v1/api/manage/shows/{show_id}/purchases.csv": "manager",
  "POST /v1/api/manage/shows/{show_id}/purchases/{booking_id}/refunds": "manager",
  "POST /v1/api/manage/shows/{show_id}/cancellation": "manager",
  "POST /v1/api/manage/shows/{show_id}/refunds": "manager",
  "GET /v1/api/manage/shows/{show_id}/jobs/{job_id}": "manager",
  "GET /v1/api/manage/shows/{show_id}/jobs/{job_id}/items": "manager",
  "POST /v1/api/manage/shows/{show_id}/jobs/{job_id}/retries": "manager",
  "GET /v1/api/manage/shows/{show_id}/purchases/{booking_id}/story": "manager",
  "GET /v1/api/admin/bookings/{booking_id}": "admin",
  "GET /v1/api/admin/showtimes/{showtime_id}/journal": "admin",
  "GET /v1/api/admin/showtimes/{showtime_id}/record": "admin",
  "GET /v1/api/admin/layouts": "admin",
  "GET /v1/api/admin/objects/{kind}/{name}/rows": "admin",
  "POST /v1/api/admin/objects/{kind}/{name}/rows": "admin",
  "POST /v1/api/admin/objects/{kind}/{name}/restoration": "admin",
  "POST /v1/api/admin/objects/{kind}/{name}/recovery": "admin",
  "POST /v1/api/admin/showtimes/{showtime_id}/telling": "admin",
  "GET /v1/api/manage/shows/{show_id}/returns": "manager",
  "GET /v1/api/manage/shows/{show_id}/vips": "manager",
  "PUT /v1/api/manage/shows/{show_id}/vips": "manager",
  "PUT /v1/api/manage/showtimes/{showtime_id}/blocks": "manager",
  "DELETE /v1/api/manage/showtimes/{showtime_id}/blocks": "manager",
  "GET /v1/api/notifications": "fan",
  "GET /v1/api/notifications/unread_count": "fan",
  "PATCH /v1/api/notifications/{notification_id}/status": "fan",
  "PATCH /v1/api/notifications/status": "fan",
  "DELETE /v1/api/notifications/{notification_id}": "fan",
  "DELETE /v1/api/notifications": "fan",
  "GET /v1/api/notifications/events": "fan",
  "GET /v1/api/notifications/live": "fan",
  "GET /v1/api/notifications/push_key": "fan",
  "PUT /v1/api/notifications/push/subscription": "fan",
  "DELETE /v1/api/notifications/push/subscription": "fan",
  "GET /v1/api/notifications/mail_choices": "fan",
  "PATCH /v1/api/notifications/mail_choices": "fan",
  "POST /v1/api/manage/shows/{show_id}/purchases/messages": "manager",
  "GET /.well-known/jwks.json": "anyone",
  "GET /v1/api/status": "anyone",
  "GET /v1/api/admin/stops": "admin",
  "PUT /v1/api/admin/stops": "admin",
  "DELETE /v1/api/admin/stops": "admin",
  "GET /v1/api/admin/retention": "admin",
  "GET /healthz": "anyone",
  "GET /metrics": "anyone",
  "GET /readyz": "anyone",
};

/** Routes that need a live pass beside the session. */
const PASSES: Readonly<Record<string, "showtime" | "hold">> = {
  "POST /v1/api/showtimes/{showtime_id}/holds": "showtime",
  "POST /v1/api/bookings": "hold",
};

const nameOf = (one: { readonly method: string; readonly path: string }): string => `${one.method} ${one.path}`;
const ROLES = { fan: "USER", manager: "MANAGER", admin: "ADMIN" } as const;
/** A stream has no end to wait for; that it opened is the answer. */
async function textOf(response: Response): Promise<string> {
  if (!(response.headers.get("content-type") ?? "").startsWith("text/event-stream")) return response.text();
  await response.body?.cancel();
  return "";
}

const RANK = { anyone: -1, fan: 0, door: 1, manager: 1, admin: 2 } as const;

const people = new Map<string, Person | null>();
beforeAll(async () => {
  await migrate();
  people.set("nobody", null);
  people.set("fan", await be("fan@example.com"));
  people.set("manager", await be("manager@example.com", "MANAGER"));
  people.set("admin", await be("admin@example.com", "ADMIN"));
});

describe("A6: deny by default, by a table of routes", () => {
  it("A6: every route stands in the table, says what it says, and no line of it is stale", () => {
    const stated = Object.fromEntries(productRoutes.map((one) => [nameOf(one), one.access]));
    expect(stated).toEqual(TABLE);
    const passes = productRoutes.flatMap((one) => (one.pass === undefined ? [] : [[nameOf(one), one.pass] as const]));
    expect(Object.fromEntries(passes)).toEqual(PASSES);
  });

  it.each(["nobody", "fan", "manager", "admin"] as const)(
    "A6: as %s each route answers as the table says",
    async (who) => {
      const rank = { nobody: -1, fan: 0, manager: 1, admin: 2 }[who];
      for (const one of productRoutes) {
        const response = await call(one.path.replace(/\{\w+\}/g, "nothing"), {
          method: one.method,
          token: people.get(who)?.token,
          ...(one.body === undefined ? {} : { body: [] }),
        });
        const text = await textOf(response);
        // Whoever may delete their account has just done so.
        if (who !== "nobody" && nameOf(one) === "DELETE /v1/api/users/me") {
          people.set(who, await be(`${who}@example.com`, ROLES[who]));
        }
        const code = (/"code":"(\w+)"/.exec(text) ?? [])[1];
        const access = TABLE[nameOf(one)] ?? "admin";
        const name = nameOf(one);
        if (rank >= RANK[access])
          expect([name, who, code === "forbidden" || code === "sign_in_required"]).toEqual([name, who, false]);
        else
          expect([name, who, response.status, code]).toEqual([
            name,
            who,
            rank < 0 ? 401 : 403,
            rank < 0 ? "sign_in_required" : "forbidden",
          ]);
      }
    },
  );

  it("A6: a token that is not believed gets no farther than none", async () => {
    for (const one of productRoutes.filter(({ access }) => access !== "anyone" && access !== "door")) {
      const response = await call(one.path.replace(/\{\w+\}/g, "nothing"), {
        method: one.method,
        token: "x.y.z",
        ...(one.body === undefined ? {} : { body: [] }),
      });
      const text = await textOf(response);
      expect([nameOf(one), response.status, text.includes("token_invalid")]).toEqual([nameOf(one), 401, true]);
    }
  });
});
