// <zw-live data-url="/live/<ticket>" data-poll-url="/gesprek/.../deel" data-changed="Something new"
//          data-gone="This conversation is closed.">part of the page</zw-live>
//
// Keeps a part of the page as it is on the server. Each event carries the whole part (state, not
// changes); the event `here` only says that events come through. Where they do not, it asks for the
// part every 5 seconds. An event `gone` ends it; its data is "last" when the part itself says that
// it is over. What already stands on the page stays when everything fails.

const POLL = 5000;
const CALM = 5000;
const PATIENCE = 10000;

class Live extends HTMLElement {
  #source: EventSource | null = null;
  #poll = 0;
  #etag = "";
  #heard = false;
  #failures = 0;
  #said = 0;
  #saying = 0;
  #voice: HTMLElement | null = null;

  connectedCallback(): void {
    this.#voice = document.createElement("div");
    this.#voice.className = "zw-hidden";
    this.#voice.setAttribute("aria-live", "polite");
    this.after(this.#voice);
    if (this.dataset.url && "EventSource" in window) this.#listen(this.dataset.url);
    else this.#startPolling();
  }

  disconnectedCallback(): void {
    this.#stop();
    this.#voice?.remove();
  }

  #listen(address: string): void {
    this.#source = new EventSource(address);
    this.#source.addEventListener("here", () => this.#hears());
    this.#source.addEventListener("message", (event) => {
      this.#hears();
      this.#show(String(event.data));
    });
    this.#source.addEventListener("gone", (event) => {
      if (event.data === "last") this.#stop();
      else this.#gone();
    });
    this.#source.addEventListener("error", () => {
      // The browser reconnects by itself; a proxy that never lets it through is asked differently.
      this.#failures += 1;
      if (this.#failures < 3 && this.#source?.readyState !== EventSource.CLOSED) return;
      this.#source?.close();
      this.#startPolling();
    });
    // A proxy that holds everything back gives no error at all.
    window.setTimeout(() => this.#heard || this.#startPolling(), PATIENCE);
  }

  #hears(): void {
    this.#failures = 0;
    this.#heard = true;
  }

  #startPolling(): void {
    if (this.dataset.pollUrl && !this.#poll && this.isConnected) {
      this.#poll = window.setInterval(() => void this.#ask(), POLL);
    }
  }

  async #ask(): Promise<void> {
    if (document.hidden) return;
    try {
      const answer = await fetch(this.dataset.pollUrl ?? "", {
        credentials: "same-origin",
        headers: this.#etag ? { "If-None-Match": this.#etag } : {},
      });
      if (answer.status === 404 || answer.status === 410) return this.#gone();
      if (answer.status !== 200) return;
      this.#etag = answer.headers.get("ETag") ?? "";
      this.#show(await answer.text());
    } catch {
      // Offline: what stands here stays, and the next turn asks again.
    }
  }

  #show(part: string): void {
    const fresh = document.createElement("template");
    fresh.innerHTML = part;
    if (fresh.innerHTML.trim() === this.innerHTML.trim()) return;
    const held = this.contains(document.activeElement) ? document.activeElement : null;
    const path = held ? this.#pathTo(held) : null;
    const open = [...this.querySelectorAll("details")].map((one) => one.open);
    const at = [window.scrollX, window.scrollY] as const;
    this.replaceChildren(fresh.content);
    this.querySelectorAll("details").forEach((one, index) => (one.open = open[index] ?? one.open));
    if (path) this.#find(path)?.focus({ preventScroll: true });
    window.scrollTo({ left: at[0], top: at[1], behavior: "instant" });
    this.dispatchEvent(new CustomEvent("zw-live:shown", { bubbles: true }));
    this.#announce();
  }

  /** How to find the same thing again: its id, else its place among things that can have focus. */
  #pathTo(held: Element): string | number {
    return held.id || [...this.#stops()].indexOf(held as HTMLElement);
  }

  #find(path: string | number): HTMLElement | undefined {
    if (typeof path === "number") return this.#stops()[path];
    return this.querySelector<HTMLElement>(`#${CSS.escape(path)}`) ?? undefined;
  }

  #stops(): NodeListOf<HTMLElement> {
    return this.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]");
  }

  #announce(): void {
    const words = this.dataset.changed ?? "";
    if (!words || this.#saying) return;
    const wait = Math.max(0, this.#said + CALM - Date.now());
    this.#saying = window.setTimeout(() => {
      this.#saying = 0;
      this.#said = Date.now();
      // The same words twice are read only when something else stood there in between.
      if (this.#voice) this.#voice.textContent = "";
      window.setTimeout(() => {
        if (this.#voice) this.#voice.textContent = words;
      }, 50);
    }, wait);
  }

  #gone(): void {
    this.#stop();
    const words = this.dataset.gone ?? "";
    if (!words) return;
    const line = document.createElement("p");
    line.className = "zw-gone";
    line.setAttribute("role", "status");
    line.textContent = words;
    this.after(line);
  }

  #stop(): void {
    this.#source?.close();
    window.clearInterval(this.#poll);
    window.clearTimeout(this.#saying);
  }
}

customElements.define("zw-live", Live);
