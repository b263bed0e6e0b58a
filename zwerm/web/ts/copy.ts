// <zw-copy data-text="https://..." data-done="Copied"><button type="button">Copy the link</button></zw-copy>
//
// Puts data-text on the clipboard and says so. Without script it is not shown; the address itself
// always stands beside it as text.

class Copy extends HTMLElement {
  connectedCallback(): void {
    const status = document.createElement("span");
    status.className = "zw-status";
    status.setAttribute("role", "status");
    this.append(status);
    this.querySelector("button")?.addEventListener("click", async () => {
      const text = this.dataset.text ?? "";
      try {
        await navigator.clipboard.writeText(text);
        status.textContent = this.dataset.done ?? "";
      } catch {
        // No clipboard here (an old phone, no TLS): show what to copy by hand.
        status.textContent = text;
      }
    });
  }
}

customElements.define("zw-copy", Copy);
