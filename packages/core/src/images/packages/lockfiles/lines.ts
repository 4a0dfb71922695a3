/** The lines of a text with their numbers, from 1, without what ends them. */
export function* numberedLines(
  text: string,
): Generator<{ readonly line: string; readonly number: number }> {
  let number = 0;
  for (const raw of text.split("\n")) {
    number++;
    yield { line: raw.endsWith("\r") ? raw.slice(0, -1) : raw, number };
  }
}
