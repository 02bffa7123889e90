// The provider's browser script, played: the same calls as the real one, so that the checkout page has one road. Payment
// happens in the stand-in's window, always by leaving the page.
import { STYLE_PATH, WINDOW_PATH } from "./window-page.tsx";

export const SDK_PATH = "/sandbox/toss/sdk.js";

export const SDK = `(() => {
  const ko = document.documentElement.lang !== "en";
  const words = ko
    ? { pay: "연습 결제 (결제창에서 결과를 골라요)", terms: "[필수] 연습 결제 서비스 이용 약관에 동의해요" }
    : { pay: "Practice payment (choose its outcome in the window)", terms: "[Required] I agree to the practice terms" };
  const fault = (code, message) => Object.assign(new Error(message), { name: "TossPaymentsError", code });
  const style = () => {
    if (document.querySelector('link[href="${STYLE_PATH}"]')) return;
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "${STYLE_PATH}" });
    document.head.append(link);
  };
  const place = (selector) => {
    const host = document.querySelector(selector);
    if (host === null) throw fault("INVALID_SELECTOR", selector);
    style();
    return host;
  };
  const choice = (type, name, text) => {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type, name, checked: true });
    label.append(input, text);
    return { label, input };
  };
  const widgets = ({ customerKey } = {}) => {
    if (!/^[A-Za-z0-9\\-_=.@]{2,50}$/.test(customerKey ?? "")) throw fault("INVALID_CUSTOMER_KEY", "customerKey");
    let amount = null;
    let methods = null;
    let terms = null;
    let leaving = false;
    const widget = (host, className, made) => {
      const box = Object.assign(document.createElement("div"), { className });
      box.append(made.label);
      host.replaceChildren(box);
      const heard = {};
      return { box, heard, input: made.input };
    };
    return {
      async setAmount(given) {
        if (given?.currency !== "KRW") throw fault("INVALID_AMOUNT_CURRENCY", "currency");
        if (!Number.isInteger(given.value)) throw fault("INVALID_AMOUNT_VALUE", "value");
        if (given.value < 0) throw fault("BELOW_ZERO_AMOUNT", "value");
        amount = given.value;
      },
      async renderPaymentMethods({ selector }) {
        if (amount === null) throw fault("NOT_SETUP_AMOUNT", "setAmount comes first");
        if (methods !== null) throw fault("PAYMENT_METHODS_WIDGET_ALREADY_RENDERED", selector);
        methods = widget(place(selector), "stand-in-methods", choice("radio", "stand-in-method", words.pay));
        const { box, heard } = methods;
        return {
          on(event, listener) {
            heard[event] = listener;
            if (event === "paymentMethodSelect") queueMicrotask(() => listener({ code: "CARD" }));
          },
          async getSelectedPaymentMethod() { return { code: "CARD" }; },
          async destroy() { box.remove(); methods = null; },
        };
      },
      async renderAgreement({ selector }) {
        if (terms !== null) throw fault("AGREEMENT_WIDGET_ALREADY_RENDERED", selector);
        terms = widget(place(selector), "stand-in-terms", choice("checkbox", "stand-in-terms", words.terms));
        const { box, heard, input } = terms;
        const tell = () => heard.agreementStatusChange?.({ agreedRequiredTerms: input.checked, terms: [] });
        input.addEventListener("change", tell);
        return {
          on(event, listener) { heard[event] = listener; queueMicrotask(tell); },
          async destroy() { box.remove(); terms = null; },
        };
      },
      async requestPayment({ orderId, orderName, successUrl, failUrl }) {
        if (amount === null) throw fault("NOT_SETUP_AMOUNT", "amount");
        if (leaving) throw fault("INVALID_METHOD_TRANSACTION", ko ? "이미 다른 요청을 수행하고 있어요" : "Already busy");
        if (terms !== null && !terms.input.checked) {
          throw fault("NEED_AGREEMENT_WITH_REQUIRED_TERMS", ko ? "필수 약관에 동의해주세요." : "Please agree to the terms.");
        }
        if (!/^https?:/.test(successUrl ?? "")) throw fault("INCORRECT_SUCCESS_URL_FORMAT", "successUrl");
        if (!/^https?:/.test(failUrl ?? "")) throw fault("INCORRECT_FAIL_URL_FORMAT", "failUrl");
        leaving = true;
        const query = new URLSearchParams({ orderId, orderName, amount: String(amount), successUrl, failUrl });
        location.assign("${WINDOW_PATH}?" + query);
        // Back from the window by the browser's own button: the page may have slept through it.
        addEventListener("pageshow", () => { leaving = false; }, { once: true });
        return new Promise(() => {});
      },
    };
  };
  const TossPayments = (clientKey) => {
    if (/_g?sk_/.test(clientKey)) throw fault("INSECURE_KEY_USAGE", "secret key");
    if (!/^test_gck_/.test(clientKey)) throw fault("INVALID_CLIENT_KEY", "clientKey");
    return { widgets };
  };
  TossPayments.ANONYMOUS = "@@ANONYMOUS";
  window.TossPayments = TossPayments;
})();
`;
