// <zw-print><button type="button">Print</button></zw-print>
//
// Opens the print window of the browser. Without script it is not shown.

class Print extends HTMLElement {
  connectedCallback(): void {
    this.querySelector("button")?.addEventListener("click", () => window.print());
  }
}

customElements.define("zw-print", Print);
