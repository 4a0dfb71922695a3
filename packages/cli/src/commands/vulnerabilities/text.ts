import type { StoreDescription } from "@watertight/images/feeds";
import { counted } from "@watertight/reports/text";
import { ageOf } from "../images/advisories.ts";

/** What a store holds, for people. */
export function storeLines(store: StoreDescription, today: string): readonly string[] {
  const age = ageOf({ stores: [store] }, today);
  return [
    `${store.advisories} advisories for ${store.packages} packages; ${store.exploitations} vulnerabilities with what is known of their exploitation`,
    ...store.sources.map(
      ({ name, advisories, documents, fetched }) =>
        `  ${name}: ${counted(documents, "document")}, ${advisories} advisories, of ${fetched.slice(0, 10)}`,
    ),
    ...(age === undefined ? [] : [age.sentence]),
  ];
}
