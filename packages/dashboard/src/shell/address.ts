import { useMemo, useSyncExternalStore } from "react";

/** What the part behind the number sign of an address says: a view and what is chosen in it. `#/report?severity=high&q=nginx`. */
export interface Address {
  readonly view: string;
  readonly chosen: ReadonlyMap<string, string>;
}

export function parseAddress(hash: string): Address {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  return { view: decoded(path), chosen: new Map(new URLSearchParams(query)) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** The other way round; what is empty is left out, so that an address says only what differs. */
export function formatAddress({ view, chosen }: Address): string {
  const given = [...chosen].filter(([, value]) => value !== "");
  const query = new URLSearchParams(given).toString();
  return `#/${encodeURIComponent(view)}${query === "" ? "" : `?${query}`}`;
}

/** The same address with other choices; undefined takes one away. */
export function withChoices(
  { view, chosen }: Address,
  changes: Readonly<Record<string, string | undefined>>,
): Address {
  const next = new Map(chosen);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === "") next.delete(name);
    else next.set(name, value);
  }
  return { view, chosen: next };
}

const CHANGED = "watertight-address";

/** Goes to an address; `replace` leaves no step to go back to, as for every letter that is typed. */
export function goTo(address: Address, how: "push" | "replace" = "push"): void {
  const hash = formatAddress(address);
  if (hash === window.location.hash) return;
  if (how === "push") window.history.pushState(null, "", hash);
  else window.history.replaceState(null, "", hash);
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(listener: () => void): () => void {
  const events = ["hashchange", "popstate", CHANGED] as const;
  for (const event of events) window.addEventListener(event, listener);
  return () => {
    for (const event of events) window.removeEventListener(event, listener);
  };
}

/** The address of the page, as it changes. */
export function useAddress(): Address {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => parseAddress(hash), [hash]);
}
