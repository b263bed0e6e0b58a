// <zw-placing data-failed="Niet bewaard: geen verbinding."><p role="status" data-status></p>
//   <div data-part>...the part that the server draws...</div></zw-placing>
//
// Keys for a page that works without them. 1-9 place the passage, h w d choose the loop, v and t
// choose sentences, space skips, u takes back, j and k (or arrows) go on and back. Each key presses
// the button or link that is there; the answer of the server is the same part, drawn anew. While
// one is on its way no other goes: a key is never about a passage that was not yet on the screen.
// A checkbox turns the keys off (WCAG 2.1.4).

const GO: Record<string, string> = {
  j: "[data-go=after]",
  ArrowDown: "[data-go=after]",
  k: "[data-go=before]",
  ArrowUp: "[data-go=before]",
  u: "#undo",
  " ": "#skip",
};
const OFF = "zwerm-placing-keys-off";

class Placing extends HTMLElement {
  #busy = false;

  connectedCallback(): void {
    document.addEventListener("keydown", this.#pressed);
    this.addEventListener("submit", this.#submitted);
    this.addEventListener("click", this.#clicked);
    this.addEventListener("change", this.#changed);
    this.#drawn();
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#pressed);
  }

  #pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (this.#find<HTMLInputElement>("[data-keys]")?.checked === false) return;
    const at = event.target instanceof HTMLElement ? event.target : document.body;
    if (at.closest("select, textarea, input:not([type=radio], [type=checkbox])")) return;
    if (event.key.startsWith("Arrow") && at.closest("input")) return;
    if (event.key === " " && at.closest("button, a, summary, input")) return;
    const wanted = GO[event.key] ?? (/^[1-9hwd]$/.test(event.key) ? `[data-key="${event.key}"]` : "");
    if (event.key === "v" || event.key === "t") this.#narrow(event.key);
    else if (event.key === "r") this.#choose(1, this.#sentences.length);
    else if (!wanted) return;
    else if (!event.repeat) this.#find<HTMLElement>(wanted)?.click();
    event.preventDefault();
  };

  #submitted = (event: SubmitEvent): void => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    const body = new FormData(form);
    const button = event.submitter;
    if (button instanceof HTMLButtonElement && button.name) body.append(button.name, button.value);
    void this.#ask(form.action, { method: "POST", body });
  };

  #clicked = (event: MouseEvent): void => {
    const at = event.target instanceof Element ? event.target : null;
    const sentence = at?.closest<HTMLElement>("[data-sentence]");
    if (sentence) return this.#touch(Number(sentence.dataset.sentence));
    const link = at?.closest<HTMLAnchorElement>("[data-go], .zw-talk__go");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void this.#ask(link.href);
  };

  #changed = (event: Event): void => {
    const at = event.target instanceof HTMLInputElement ? event.target : null;
    if (at?.hasAttribute("data-keys")) sessionStorage.setItem(OFF, at.checked ? "" : "yes");
    this.#show();
  };

  async #ask(address: string, options: RequestInit = {}): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.setAttribute("aria-busy", "true");
    const held = document.activeElement?.id ?? "";
    try {
      const answer = await fetch(address, { ...options, headers: { "HX-Request": "true" } });
      if (answer.status === 403 || answer.status === 404) return location.reload();
      if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
      const part = this.#find<HTMLElement>("[data-part]");
      if (part) part.innerHTML = await answer.text();
      this.#drawn(held);
    } catch {
      this.#say(this.dataset.failed ?? "");
    } finally {
      this.#busy = false;
      this.removeAttribute("aria-busy");
    }
  }

  /** The part is new: show the passage where the eye already is, keep the focus, say what happened. */
  #drawn(held = ""): void {
    const now = this.#find<HTMLElement>("#now");
    const keys = this.#find<HTMLInputElement>("[data-keys]");
    if (keys) keys.checked = sessionStorage.getItem(OFF) !== "yes";
    this.#show();
    now?.scrollIntoView({ block: "center" });
    if (held) (this.#find<HTMLElement>(`#${CSS.escape(held)}`) ?? now)?.focus({ preventScroll: true });
    if (now) history.replaceState(null, "", `?p=${now.dataset.position ?? ""}`);
    const said = this.#find("[data-said]")?.textContent?.trim() ?? "";
    const words = now?.querySelector(".zw-talk__text")?.textContent?.trim() ?? "";
    if (held !== "" || said) this.#say([said, words].join(". "));
  }

  #say(words: string): void {
    const status = this.#find("[data-status]");
    if (status) status.textContent = words;
    const said = this.#find("[data-said]");
    if (said && words === this.dataset.failed) said.textContent = words;
  }

  /** v begins one sentence later, t ends one earlier; past the other end it begins anew. */
  #narrow(key: string): void {
    const [first, last] = this.#chosen;
    if (key === "v") this.#choose(first < last ? first + 1 : 1, last);
    else this.#choose(first, last > first ? last - 1 : this.#sentences.length);
  }

  #touch(number: number): void {
    const [first, last] = this.#chosen;
    if (first === 1 && last === this.#sentences.length) this.#choose(number, number);
    else if (number >= first && number <= last) this.#choose(1, this.#sentences.length);
    else this.#choose(Math.min(first, number), Math.max(last, number));
  }

  #choose(first: number, last: number): void {
    for (const [name, number] of [["first", first], ["last", last]] as const) {
      const select = this.#find<HTMLSelectElement>(`select[name=${name}]`);
      if (select) select.value = String(number);
    }
    this.#show();
  }

  #show(): void {
    const [first, last] = this.#chosen;
    this.#sentences.forEach((one, at) =>
      one.classList.toggle("zw-sentence--not", at + 1 < first || at + 1 > last),
    );
  }

  get #chosen(): [number, number] {
    const at = (name: string, otherwise: number): number =>
      Number(this.#find<HTMLSelectElement>(`select[name=${name}]`)?.value ?? otherwise);
    return [at("first", 1), at("last", this.#sentences.length)];
  }

  get #sentences(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[data-sentence]")];
  }

  #find<Found extends Element = Element>(selector: string): Found | null {
    return this.querySelector<Found>(selector);
  }
}

customElements.define("zw-placing", Placing);
