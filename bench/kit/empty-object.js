// The least that an HTTP request to an object can cost: a Worker that calls an empty object and says yes.
import { DurableObject } from "cloudflare:workers";

export class Empty extends DurableObject {
  hello() {
    return { ok: true };
  }
}

export default {
  async fetch(_request, env) {
    return Response.json(await env.EMPTY.getByName("empty").hello(), { status: 201 });
  },
};
