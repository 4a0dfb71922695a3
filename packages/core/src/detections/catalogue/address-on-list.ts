import type { Detection, DetectionContext } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isInRanges, sourceOf } from "../facts/addresses.ts";
import { whoIs } from "../facts/identities.ts";
import { pathOf } from "../facts/paths.ts";
import { DEFAULT_DETECTION_SETTINGS } from "../settings.ts";

/** Somebody comes from where nothing good comes from. */
export const addressOnList: Detection = {
  id: "address-on-list",
  title: "Request from a listed address",
  topic: "identity",
  severity: "high",
  why: "The address is on a list of those that hide who asks, or that attacks came from.",
  response:
    "Close the API server to that network; look at all that came from the address, and renew what was used.",
  falsePositives: "Lists grow old: an address changes hands.",
  techniques: ["T1090", "T1078"],
  aliases: ["panther:GCP.K8s.IOC.Activity"],
  detect(event, { settings }) {
    const { addressLists } = settings;
    if (event.enrichment === undefined && addressLists === DEFAULT_DETECTION_SETTINGS.addressLists)
      return undefined;
    const [list] = [...listsOf(event, settings), ...(event.enrichment?.lists ?? [])];
    if (list === undefined) return undefined;
    const what = event.target || pathOf(event);
    const asks = event.verb === "" ? "" : ` to ${event.verb} ${what}`;
    return {
      because: `${whoIs(event)} asks${asks} from ${sourceOf(event)}, which is on the list ${list}`,
    };
  },
  examples: {
    positive: [
      {
        title: "a list of the configuration",
        settings: { addressLists: { tor: ["198.51.100.7", "203.0.113.0/24"] } },
        events: [auditExample({ verb: "list", target: "pods", from: ["203.0.113.9"] })],
        detected:
          "high: mallory@example.com asks to list pods from 203.0.113.9, which is on the list tor",
      },
    ],
    negative: [
      {
        title: "another address",
        settings: { addressLists: { tor: ["198.51.100.7"] } },
        events: [auditExample({ verb: "list", target: "pods", from: ["203.0.113.9"] })],
      },
    ],
  },
};

function listsOf(
  event: Parameters<Detection["detect"]>[0],
  { addressLists }: DetectionContext["settings"],
): readonly string[] {
  return Object.entries(addressLists)
    .filter(([, ranges]) => event.sourceIPs.some((each) => isInRanges(each, ranges)))
    .map(([name]) => name);
}
