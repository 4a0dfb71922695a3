import type { AuditEvent } from "../../audit/events/event.ts";
import { nameIn, namespaceIn, outcomeOf } from "../../audit/events/event.ts";
import { hideSecrets } from "../redact.ts";

/** Ways into a running container: SPDY creates, WebSockets get. */
export const EXEC_TARGETS: readonly string[] = ["pods/exec", "pods/attach"];
const WAYS_IN: ReadonlySet<string> = new Set(["create", "get", "connect"]);
/** What anybody would type, and what an attacker may fill up with blanks. */
const LONGEST = 8192;
const LONGEST_SHOWN = 120;

/** Whether somebody got into a container. */
export function isEntered(event: AuditEvent): boolean {
  return WAYS_IN.has(event.verb) && outcomeOf(event) === "succeeded";
}

/** The command of an exec: the `command` parameters of its URI, decoded and with blanks between; "" where the log does not have it. */
export function commandOf({ requestURI }: AuditEvent): string {
  const query = requestURI.slice(requestURI.indexOf("?") + 1, LONGEST * 4);
  if (query === requestURI) return "";
  const words: string[] = [];
  for (const parameter of query.split("&")) {
    const [key = "", ...value] = parameter.split("=");
    if (key === "command") words.push(decoded(value.join("=")));
  }
  return words.join(" ").slice(0, LONGEST);
}

function decoded(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** `pod shop/web`, and its container where one is named. */
export function containerOf(event: AuditEvent): string {
  const container = /[?&]container=([^&]*)/.exec(event.requestURI)?.[1];
  const pod = `pod ${namespaceIn(event)}/${nameIn(event)}`;
  return container === undefined ? pod : `container "${decoded(container)}" of ${pod}`;
}

/** A command for words, without secrets and no longer than a line or two. */
export function shown(command: string): string {
  const safe = hideSecrets(command);
  return safe.length > LONGEST_SHOWN ? `${safe.slice(0, LONGEST_SHOWN)}…` : safe;
}
