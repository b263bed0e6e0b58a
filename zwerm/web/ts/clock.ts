// How far the clock of this device runs ahead of the server's, in seconds: found once, when the page
// is new, from the first thing on it that carries data-now. A part that comes in later was made for
// everybody at once, perhaps long ago: its data-now says nothing about this moment.

const LOADING = 5; // a page that took so long to come is no clock that is wrong

const marked = document.querySelector<HTMLElement>("[data-now]");
const found = marked ? Date.now() / 1000 - Number(marked.dataset.now) : 0;

export const ahead = Math.abs(found) < LOADING ? 0 : found;
