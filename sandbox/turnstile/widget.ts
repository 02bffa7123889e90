// The third party's browser script, played: the same calls as the real one. A person presses a box; the token then says
// what the widget was given.
import { BASE } from "./siteverify.ts";

export const WIDGET_PATH = `${BASE}/api.js`;

export const WIDGET = `(() => {
  const ko = document.documentElement.lang !== "en";
  const said = ko ? "사람이에요 (연습용 확인)" : "I am a person (practice check)";
  const widgets = new Map();
  globalThis.turnstile = {
    render(at, options) {
      const host = typeof at === "string" ? document.querySelector(at) : at;
      const id = "stand-in-" + crypto.randomUUID();
      const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: said });
      button.addEventListener("click", () => {
        const facts = {
          nonce: id,
          issued_at_ms: Date.now(),
          action: options.action ?? "",
          cdata: options.cData ?? "",
          hostname: location.hostname,
        };
        options.callback?.(btoa(encodeURIComponent(JSON.stringify(facts))));
      });
      host.append(button);
      widgets.set(id, button);
      return id;
    },
    remove(id) {
      widgets.get(id)?.remove();
      widgets.delete(id);
    },
  };
})();
`;
