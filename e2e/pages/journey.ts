import type { OpenPage } from "./pages.ts";

const FOCUS = `(document.activeElement?.innerText ?? "").trim().split("\\n")[0]`;

/** Presses keys, one after another. */
export async function press(open: OpenPage, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await open.page.keyboard.press(key);
    // What a key changes is drawn in the next frames.
    await open.page.evaluate(
      "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))))",
    );
  }
}

/** What has the focus, as a person would name it. */
export async function focusOf(open: OpenPage): Promise<unknown> {
  return open.page.evaluate(FOCUS);
}

/** How many rows are shown, as the page says it. */
export async function countOf(open: OpenPage): Promise<string> {
  const text = await open.page.locator(".shown").last().innerText();
  return text.split("\n")[0] ?? "";
}

/** What a person reads. */
export async function shown(open: OpenPage): Promise<string> {
  return open.page.locator("main").innerText();
}
