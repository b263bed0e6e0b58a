// Small texts on this device that only the seat can read: AES-GCM, with a key made by HKDF from a
// value that the server gives to this seat alone. Used by draft.ts.

const PREFIX = "zw-draft:";

/** What could not be sent yet: the client id, since when, and the text of each field. */
export interface Kept {
  id: string;
  at: number;
  fields: Record<string, string>;
}

/** The name under which the draft of one form is kept. */
export function nameFor(form: string): string {
  return PREFIX + form;
}

/** The names of everything kept here. */
export function names(): string[] {
  return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
}

/** Leave nothing for the next person on this device. */
export function forgetAll(): void {
  for (const name of names()) localStorage.removeItem(name);
}

/** The key, or null where the browser has no cryptography (no TLS): then nothing is kept here. */
export async function keyFrom(secret: string): Promise<CryptoKey | null> {
  if (!secret || !window.crypto?.subtle) return null;
  const raw = await crypto.subtle.importKey("raw", bytes(secret), "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: bytes("zwerm"), info: bytes("draft") };
  const kind = { name: "AES-GCM", length: 256 };
  return crypto.subtle.deriveKey(how, raw, kind, false, ["encrypt", "decrypt"]);
}

/** The text that may lie on the device. */
export async function closed(kept: Kept, key: CryptoKey): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = bytes(JSON.stringify(kept));
  const hidden = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain);
  return JSON.stringify([iv, new Uint8Array(hidden)].map((part) => Array.from(part)));
}

/** What lies under a name, or null when it is another seat's, broken, or no key is there. */
export async function opened(name: string, key: CryptoKey | null): Promise<Kept | null> {
  if (!key) return null;
  try {
    const [iv, hidden] = JSON.parse(localStorage.getItem(name) ?? "") as [number[], number[]];
    const how = { name: "AES-GCM", iv: new Uint8Array(iv) };
    const plain = await crypto.subtle.decrypt(how, key, new Uint8Array(hidden));
    return JSON.parse(new TextDecoder().decode(plain)) as Kept;
  } catch {
    return null;
  }
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}
