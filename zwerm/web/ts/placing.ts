// <zw-placing data-failed="Niet bewaard: geen verbinding."><p role="status" data-status></p>
//   <div data-part><ol><li data-position="3">...</li></ol><p data-panel="far">...</p></div></zw-placing>
//
// Keys for a page that works without them. 1-9 place the passage, h w d choose the loop, v t r
// choose sentences (see piece.ts), space skips, u takes back, j and k (or arrows) go on and back.
// Each key presses the button or link that is there. The server answers with the passages and the
// parts of the panel that changed; they take the place of the old ones. While one answer is on its way no
// other key goes: a key is never about a passage that was not yet seen. A checkbox turns the keys
// off (WCAG 2.1.4).

import type { Piece } from "./piece";

const GO: Record<string, string> = {
  j: "[data-go=after]",
  ArrowDown: "[data-go=after]",
  k: "[data-go=before]",
  ArrowUp: "[data-go=before]",
  u: "#undo",
  " ": "#skip",
};

class Placing extends HTMLElement {
  #busy = false;

  connectedCallback(): void {
    document.addEventListener("keydown", this.#pressed);
    this.addEventListener("submit", this.#submitted);
    this.addEventListener("click", this.#clicked);
    this.#now?.scrollIntoView({ block: "start", behavior: "instant" });
  }

  #pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (this.#find<HTMLInputElement>("[data-keys]")?.checked === false) return;
    const at = event.target instanceof HTMLElement ? event.target : document.body;
    if (at.closest("select, textarea, input:not([type=radio], [type=checkbox])")) return;
    if (event.key.startsWith("Arrow") && at.closest("input")) return;
    if (event.key === " " && at.closest("button, a, summary, input")) return;
    const digit = /^[1-9hwd]$/.test(event.key) ? `[data-key="${event.key}"]` : "";
    const wanted = GO[event.key] ?? digit;
    if (/^[vtr]$/.test(event.key)) this.#find<Piece>("zw-piece")?.narrow(event.key);
    else if (!wanted) return;
    else if (!event.repeat) this.#find<HTMLElement>(wanted)?.click();
    event.preventDefault();
  };

  #submitted = (event: SubmitEvent): void => {
    if (!(event.target instanceof HTMLFormElement)) return;
    event.preventDefault();
    const body = new FormData(event.target);
    const button = event.submitter as HTMLButtonElement | null;
    if (button?.getAttribute("name")) body.append(button.name, button.value);
    const address = button?.getAttribute("formaction") ?? event.target.action;
    void this.#ask(address, { method: "POST", body });
  };

  #clicked = (event: MouseEvent): void => {
    const at = event.target instanceof Element ? event.target : null;
    const link = at?.closest<HTMLAnchorElement>("[data-go], .zw-talk__go");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void this.#ask(link.href);
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
      await this.#take(parsed(await answer.text()));
      this.#tell(held);
    } catch {
      this.#say("[data-status]", this.dataset.failed ?? "");
      this.#say("[data-said]", this.dataset.failed ?? "");
    } finally {
      this.#busy = false;
      this.removeAttribute("aria-busy");
    }
  }

  /** Puts what came in the place of the old. When that leaves a gap, because the passage is far
   *  away or the last that is here, the page around it is asked for. */
  async #take(came: Document): Promise<void> {
    const ask = came.querySelector<HTMLElement>("#now")?.dataset.ask ?? "?";
    for (const one of came.querySelectorAll<HTMLElement>("li[data-position]")) {
      this.#find(`li[data-position="${one.dataset.position ?? ""}"]`)?.replaceWith(one);
    }
    for (const one of came.querySelectorAll<HTMLElement>("[data-panel]")) {
      this.#find(`[data-panel=${one.dataset.panel ?? ""}]`)?.replaceWith(one);
    }
    this.#find<HTMLFormElement>("#place-form")?.reset();
    const here = this.querySelectorAll("#now");
    if (here.length !== 1 || !here[0]?.nextElementSibling?.nextElementSibling) {
      const whole = parsed(await (await fetch(ask)).text()).querySelector("[data-part]");
      if (whole) this.#find("[data-part]")?.replaceWith(whole);
    }
    history.replaceState(null, "", ask);
  }

  /** The passage comes where the eye is, the focus stays, and what happened is said aloud. */
  #tell(held: string): void {
    const now = this.#now;
    now?.scrollIntoView({ block: "start", behavior: "instant" });
    if (held) (this.#find<HTMLElement>(`#${CSS.escape(held)}`) ?? now)?.focus({ preventScroll: true });
    const words = [this.#find("[data-said]"), now?.querySelector(".zw-talk__text")];
    this.#say("[data-status]", words.map((one) => one?.textContent?.trim() ?? "").join(". "));
  }

  #say(where: string, words: string): void {
    const status = this.#find(where);
    if (status) status.textContent = words;
  }

  get #now(): HTMLElement | null {
    return this.#find<HTMLElement>("#now");
  }

  #find = <Found extends Element = Element>(selector: string): Found | null =>
    this.querySelector<Found>(selector);
}

function parsed(html: string): Document {
  return new DOMParser().parseFromString(html, "text/html");
}

customElements.define("zw-placing", Placing);
