// <zw-draft data-url="/gesprek/.../concept/" data-key="..." data-acknowledged="id id"
//           data-saved="Bewaard" data-waiting="Nog niet verstuurd" data-unkept="...">form</zw-draft>
//
// Keeps what somebody types. A little after typing stops the form goes to data-url as a draft; the
// device keeps only what has not reached the server: encrypted with a key made from data-key (a
// value of the seat), at most a day, gone once acknowledged. With data-shared-device the device
// keeps nothing and forgets what it had. The hidden field `sent_as` is the client id: sent twice,
// stored once (P12). Without script the form works as it stands; a draft is then what was sent.
// On the page after a submit, <zw-draft data-key data-acknowledged></zw-draft> without a form clears.

import { closed, forgetAll, keyFrom, nameFor, names, opened, type Kept } from "./sealed";

const DAY = 24 * 3600 * 1000;
const STILL = 2500;
const AGAIN = 15000;

class Draft extends HTMLElement {
  #form: HTMLFormElement | null = null;
  #status: HTMLElement | null = null;
  #key: CryptoKey | null = null;
  #timer = 0;
  #typed = 0;
  #unsent = false;
  #submitted = false;

  async connectedCallback(): Promise<void> {
    this.#form = this.querySelector("form");
    if (this.#form) this.#watch(this.#form);
    if ("sharedDevice" in this.dataset) forgetAll();
    else await this.#takeUp();
  }

  #watch(form: HTMLFormElement): void {
    this.#status = document.createElement("p");
    this.#status.className = "zw-status";
    this.#status.setAttribute("aria-live", "polite");
    this.append(this.#status);
    form.addEventListener("input", () => this.#changed());
    form.addEventListener("submit", (event) => this.#sending(event));
    window.addEventListener("online", this.#retry);
    document.addEventListener("visibilitychange", this.#leaving);
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.#timer);
    window.removeEventListener("online", this.#retry);
    document.removeEventListener("visibilitychange", this.#leaving);
  }

  /** Clear what the server has, what is old; put back what never arrived. */
  async #takeUp(): Promise<void> {
    this.#key = await keyFrom(this.dataset.key ?? "");
    const arrived = new Set((this.dataset.acknowledged ?? "").split(/[\s,]+/));
    for (const name of names()) {
      const kept = await opened(name, this.#key);
      if (!kept) continue;
      if (arrived.has(kept.id) || Date.now() - kept.at > DAY) localStorage.removeItem(name);
      else if (name === this.#name && !this.#unsent) this.#putBack(kept);
    }
  }

  #putBack(kept: Kept): void {
    for (const field of this.#fields()) {
      const text = kept.fields[field.name];
      if (text) field.value = text;
    }
    const id = this.#id;
    if (id) id.value = kept.id;
    this.#unsent = true;
    this.#say("waiting");
    this.#retry();
  }

  #changed(): void {
    this.#typed += 1;
    this.#unsent = true;
    this.#submitted = false;
    void this.#keep();
    this.#later(STILL);
  }

  #later(wait: number): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#send(), wait);
  }

  async #send(): Promise<void> {
    if (!this.#form || !this.#unsent || this.#submitted) return;
    const typed = this.#typed;
    try {
      const body = new FormData(this.#form);
      const answer = await fetch(this.dataset.url ?? "", { method: "POST", body });
      if (!answer.ok) throw new Error(String(answer.status));
      if (typed !== this.#typed) return;
      this.#unsent = false;
      localStorage.removeItem(this.#name);
      this.#say("saved");
    } catch {
      this.#say("waiting");
      this.#later(AGAIN);
    }
  }

  /** Offline, a submit would end on a page of the browser: say it waits, and keep typing possible. */
  #sending(event: Event): void {
    this.#submitted = navigator.onLine;
    if (this.#submitted) return window.clearTimeout(this.#timer);
    event.preventDefault();
    this.#unsent = true;
    void this.#keep();
    this.#say("waiting");
  }

  async #keep(): Promise<void> {
    if (!this.#key || !this.#id) return;
    const fields = Object.fromEntries(this.#fields().map((field) => [field.name, field.value]));
    const kept: Kept = { id: this.#id.value, at: Date.now(), fields };
    const typed = this.#typed;
    const sealed = await closed(kept, this.#key);
    if (this.#unsent && typed === this.#typed) localStorage.setItem(this.#name, sealed);
  }

  #say(state: "saved" | "waiting"): void {
    const words = state === "waiting" && !this.#key ? "unkept" : state;
    const text = this.dataset[words] ?? "";
    if (this.#status && this.#status.textContent !== text) this.#status.textContent = text;
  }

  #retry = (): void => this.#later(0);

  #leaving = (): void => {
    if (document.visibilityState === "hidden" && this.#unsent) void this.#send();
  };

  get #name(): string {
    // One page may hold many questions under one address; each keeps its own text.
    const question = this.querySelector<HTMLInputElement>("input[name$=question]")?.value ?? "";
    return nameFor(`${this.dataset.url ?? ""}#${question}`);
  }

  get #id(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>("input[name$=sent_as]");
  }

  #fields(): (HTMLTextAreaElement | HTMLInputElement)[] {
    return [...this.querySelectorAll<HTMLTextAreaElement>("textarea, input[type=text]")];
  }
}

customElements.define("zw-draft", Draft);
