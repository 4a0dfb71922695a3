import { isJsonObject, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { objectAt, textAt, textsAt } from "../../kubernetes/json-fields.ts";
import { AUDIT_LEVELS, type AuditLevel, type AuditRequest } from "./model.ts";

/** An event of a log with what an estimate asks of it. */
export interface SampleEvent {
  readonly json: JsonObject;
  readonly request: AuditRequest;
  readonly level: AuditLevel;
  readonly stage: string;
  /** When the stage was reached, as it is written. */
  readonly time: string;
  readonly code: number;
}

/** Reads one; undefined for whatever else it is. */
export function eventOf(value: JsonValue): SampleEvent | undefined {
  if (!isJsonObject(value) || value["kind"] !== "Event") return undefined;
  const level = AUDIT_LEVELS.find((each) => each === value["level"]);
  const stage = textAt(value, "stage");
  if (level === undefined || stage === "") return undefined;
  const time = textAt(value, "stageTimestamp") || textAt(value, "requestReceivedTimestamp");
  const code = objectAt(value, "responseStatus")["code"];
  return {
    json: value,
    request: auditRequestOfEvent(value),
    ...{ level, stage, time, code: typeof code === "number" ? code : 0 },
  };
}

/** What the policy was asked about a request that left an event. */
function auditRequestOfEvent(event: JsonObject): AuditRequest {
  const user = textAt(event, "user", "username");
  const reference = event["objectRef"];
  const verb = textAt(event, "verb");
  const who = {
    user: user === "" ? undefined : user,
    groups: textsAt(event, "user", "groups"),
    verb,
  };
  if (!isJsonObject(reference)) {
    const [path = ""] = textAt(event, "requestURI").split("?");
    return { ...who, target: { path } };
  }
  const subresource = textAt(reference, "subresource");
  return {
    ...who,
    target: {
      group: textAt(reference, "apiGroup"),
      resource: textAt(reference, "resource"),
      subresource,
      namespace: textAt(reference, "namespace"),
      // The body has given a new object its name, after the policy was asked.
      name: verb === "create" && subresource === "" ? "" : textAt(reference, "name"),
    },
  };
}
