// How far the clock of this device runs ahead of the server's, in seconds: found once, when the page
// is new, from the first thing on it that carries data-now. A part that comes in later was made for
// everybody at once, perhaps long ago: its data-now says nothing about this moment.

const marked = document.querySelector<HTMLElement>("[data-now]");

export const ahead = marked ? Date.now() / 1000 - Number(marked.dataset.now) : 0;
