// <zw-timer data-ends="1796000000" data-words="{n} more minutes of quiet writing"
//           data-last="The last minute" data-over="Time is up. Finish calmly."><p>Until 14:35</p></zw-timer>
//
// A clock for quiet writing. data-ends is in seconds since 1970 and may change at any time (the
// facilitator extends). Says whole minutes, never seconds; nothing flashes, nothing is lost at zero.
// A phone whose clock is wrong goes by the server's (clock.ts).

import { ahead } from "./clock";

class Timer extends HTMLElement {
  static observedAttributes = ["data-ends"];
  #line: HTMLElement | null = null;
  #beat = 0;

  connectedCallback(): void {
    this.#line = document.createElement("p");
    this.#line.className = "zw-timer";
    this.#line.setAttribute("role", "timer");
    // What stood here for a page without script makes room for what is more precise.
    this.replaceChildren(this.#line);
    this.#beat = window.setInterval(() => this.#tell(), 5000);
    this.#tell();
  }

  disconnectedCallback(): void {
    window.clearInterval(this.#beat);
  }

  attributeChangedCallback(): void {
    this.#tell();
  }

  #tell(): void {
    if (!this.#line) return;
    const left = Number(this.dataset.ends ?? 0) - (Date.now() / 1000 - ahead);
    let words = (this.dataset.words ?? "").replace("{n}", String(Math.ceil((left - 2) / 60)));
    if (left <= 60) words = this.dataset.last ?? "";
    if (left <= 0) words = this.dataset.over ?? "";
    if (this.#line.textContent !== words) this.#line.textContent = words;
  }
}

customElements.define("zw-timer", Timer);
