import { ASK_ROWS } from "./ask-rows.ts";

/** A demand of benchmarks on objects of the API, on the provider, or on people; our words. */
export interface AskTopic {
  readonly title: string;
  /** The control of the CIS benchmark 1.12 that asks the same of objects: checks of the scan answer it. */
  readonly cis?: string;
  /** `cloud`: only the provider's own API shows it. */
  readonly shownBy: "objects" | "cloud" | "people";
  readonly mend: string;
}

function topicOf(row: string): readonly (readonly [string, AskTopic])[] {
  const [key = "", by, cis = "", title = "", mend = ""] = row.split(" :: ");
  const shownBy = (["objects", "cloud", "people"] as const).find((each) => each === by);
  return shownBy ? [[key, { title, shownBy, mend, ...(cis === "" ? {} : { cis }) }]] : [];
}

/** What benchmarks ask beyond nodes, by topic. */
export const ASK_TOPICS: ReadonlyMap<string, AskTopic> = new Map(
  ASK_ROWS.split("\n").flatMap(topicOf),
);
