import { setTimeout as wait } from "node:timers/promises";

/** Waits until something is so, looking every 50 ms; throws an `Error` that names it where that takes too long. */
export async function until(
  what: string,
  isSo: () => Promise<boolean> | boolean,
  {
    seconds = 120,
    check = () => undefined,
  }: { readonly seconds?: number; readonly check?: () => void } = {},
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await isSo())) {
    check();
    if (performance.now() > end)
      throw new Error(`In ${seconds} s it did not come to pass that ${what}.`);
    await wait(50);
  }
}
