// Questions over kept-alive connections, each answer parsed as JSON.
import { type dial, type Head, requestBytes } from "../kit/http-load.ts";

type Road = Awaited<ReturnType<typeof dial>>;
// biome-ignore lint/suspicious/noExplicitAny: a measurement reads whatever came
export type Told = { readonly status: number; readonly body: any };
export type Ask = (head: Head, body?: unknown) => Promise<Told>;

export const asker =
  (road: Road): Ask =>
  async (head, body) => {
    const answer = await road.ask(requestBytes(head, body));
    const json = answer.body.startsWith("{");
    return { status: answer.status, body: json ? JSON.parse(answer.body) : answer.body };
  };

/** For what is not measured: a connection that was idle for long is closed by the server, and fetch opens another. */
export const fetcher =
  (port: number): Ask =>
  async ({ method, path, headers = {} }, body) => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const init = { method, headers: { ...headers, "content-type": "application/json" }, ...json };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
    return { status: response.status, body: await response.json() };
  };

/** Anything but the expected answer ends the measurement: a figure over refusals would say nothing. */
export function expected(told: Told, status: number, what: string): Told["body"] {
  if (told.status === status) return told.body;
  throw new Error(`${what} answered ${told.status}: ${JSON.stringify(told.body).slice(0, 300)}`);
}
