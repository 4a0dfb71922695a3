/** Whether Go's `net.SplitHostPort` takes a text. */
export function isHostAndPort(text: string): boolean {
  const colon = text.lastIndexOf(":");
  if (colon < 0) return false;
  if (text.startsWith("[")) {
    const end = text.indexOf("]");
    return end + 1 === colon && !/[[\]]/.test(text.slice(1, end) + text.slice(colon));
  }
  const host = text.slice(0, colon);
  return !host.includes(":") && !/[[\]]/.test(text);
}
