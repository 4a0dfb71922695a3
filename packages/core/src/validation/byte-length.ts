/** How many bytes a text has in UTF-8, which is what the API counts. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    // Each half of a surrogate pair stands for two of its four bytes.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}

/** Whether a text has more bytes than so many. */
export function isLongerThan(text: string, most: number): boolean {
  return text.length * 3 > most && byteLength(text) > most;
}
