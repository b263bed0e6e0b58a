// <zw-piece><p><span data-sentence="1">...</span> <span data-sentence="2">...</span></p>
//   <select name="first">...</select><select name="last">...</select></zw-piece>
//
// Shows which sentences the two selects choose, and lets a touch or a key choose them. Without
// script the selects do it alone.

export class Piece extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("change", () => this.#show());
    this.addEventListener("click", (event) => {
      const at = event.target instanceof Element ? event.target : null;
      const sentence = at?.closest<HTMLElement>("[data-sentence]");
      if (sentence) this.#touch(Number(sentence.dataset.sentence));
    });
    this.#show();
  }

  /** v begins one sentence later, t ends one earlier, past the other end it begins anew; r: all. */
  narrow(key: string): void {
    const [first, last, all] = this.#chosen;
    if (key === "v") this.#choose(first < last ? first + 1 : 1, last);
    else if (key === "t") this.#choose(first, last > first ? last - 1 : all);
    else this.#choose(1, all);
  }

  /** The first touch chooses one sentence, the next widens to it, one inside takes all again. */
  #touch(one: number): void {
    const [first, last, all] = this.#chosen;
    if (last - first === all - 1) this.#choose(one, one);
    else if (one < first || one > last) this.#choose(Math.min(first, one), Math.max(last, one));
    else this.#choose(1, all);
  }

  #choose(first: number, last: number): void {
    for (const select of this.querySelectorAll<HTMLSelectElement>("select[form]")) {
      select.value = String(select.name === "first" ? first : last);
    }
    this.#show();
  }

  #show(): void {
    const [first, last] = this.#chosen;
    this.#sentences.forEach((one, at) =>
      one.classList.toggle("zw-sentence--not", at + 1 < first || at + 1 > last),
    );
  }

  get #chosen(): [number, number, number] {
    const all = this.#sentences.length;
    const at = (name: string): number =>
      Number(this.querySelector<HTMLSelectElement>(`select[name=${name}]`)?.value);
    return [at("first") || 1, at("last") || all, all];
  }

  get #sentences(): NodeListOf<HTMLElement> {
    return this.querySelectorAll<HTMLElement>("[data-sentence]");
  }
}

customElements.define("zw-piece", Piece);
