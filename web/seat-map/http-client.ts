// The ledger over the network: plain requests and one socket, all of the same origin, cookies carrying session and pass.
import { openSocket } from "../live-socket.ts";
import { type Answer, type LedgerClient, noAnswer } from "./ledger-client.ts";
import { readFrame, readHold, readLayout, readRefusal, readSnapshot } from "./wire.ts";

const REQUEST_MS = 12_000;

export type HttpClientOptions = { readonly showtime_id: string; readonly language: string };

export function httpClient({ showtime_id, language }: HttpClientOptions): LedgerClient {
  const base = `/v1/api/showtimes/${encodeURIComponent(showtime_id)}`;

  async function ask<T>(path: string, init: RequestInit, read: (value: unknown) => T | null): Promise<Answer<T>> {
    try {
      const answer = await fetch(path, {
        ...init,
        headers: { accept: "application/json", "accept-language": language, ...init.headers },
        credentials: "same-origin",
        signal: AbortSignal.timeout(REQUEST_MS),
      });
      const body: unknown = answer.status === 204 ? null : await answer.json();
      if (!answer.ok) return { ok: false, refusal: readRefusal(body, answer.status) };
      const value = read(body);
      return value === null ? { ok: false, refusal: readRefusal(null, answer.status) } : { ok: true, value };
    } catch {
      // Cut off, timed out, or not JSON at all: nothing is known, so the same may be asked again.
      return { ok: false, refusal: noAnswer };
    }
  }

  return {
    layout: () => ask(`${base}/layout`, {}, readLayout),
    snapshot: () => ask(`${base}/seats`, { cache: "no-store" }, readSnapshot),
    openLive: ({ frame, closed }) =>
      openSocket(`${base}/live`, {
        opened: () => {},
        said: (text) => {
          const read = readFrame(text);
          if (read !== null) frame(read);
        },
        closed,
      }).close,
    hold: (wish, key) =>
      ask(
        `${base}/holds`,
        {
          method: "POST",
          headers: { "content-type": "application/json", "idempotency-key": key },
          body: JSON.stringify(wish),
        },
        readHold,
      ),
    release: async (hold_id) => {
      const path = `/v1/api/holds/${encodeURIComponent(hold_id)}`;
      const answer = await ask(path, { method: "DELETE" }, () => true);
      return answer.ok ? { ok: true, value: null } : answer;
    },
  };
}
