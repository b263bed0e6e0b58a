// <zw-count data-words="{n} of {max} characters" data-near="100"><textarea maxlength="4000"></textarea></zw-count>
//
// Says how much room is left, but only when it becomes little: counting makes people write less.
// The server checks the length too.

class Count extends HTMLElement {
  connectedCallback(): void {
    const field = this.querySelector("textarea");
    if (!field || field.maxLength < 0) return;
    const line = document.createElement("p");
    line.className = "zw-status";
    line.setAttribute("role", "status");
    this.append(line);
    const near = Number(this.dataset.near ?? 200);
    const tell = (): void => {
      const left = field.maxLength - field.value.length;
      line.textContent =
        left > near
          ? ""
          : (this.dataset.words ?? "")
              .replace("{n}", String(field.value.length))
              .replace("{max}", String(field.maxLength));
    };
    field.addEventListener("input", tell);
    tell();
  }
}

customElements.define("zw-count", Count);
