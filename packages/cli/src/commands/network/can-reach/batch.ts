import { isJsonObject, type JsonObject, type JsonValue } from "@watertight/core/kubernetes";
import {
  canReach,
  isProtocol,
  type NetworkAnalysis,
  type NetworkPlace,
  parseNetworkPlace,
} from "@watertight/core/network";
import { verdictJson } from "@watertight/reports/network";
import { type Answer, idOf } from "../../../batch.ts";

/** `network can-reach --batch`: one question, `{from, to, port, protocol}`. */
export function answerReach(question: JsonObject, analysis: NetworkAnalysis): Answer {
  const protocol = question["protocol"] || "TCP";
  const from = placeOf(question["from"] ?? null);
  const to = placeOf(question["to"] ?? null);
  const port = portOf(question["port"] ?? null);
  if (!from) return { problem: `"from" ${PLACE}` };
  if (!to) return { problem: `"to" ${PLACE}` };
  if (port === undefined)
    return { problem: "The port must be a number from 1 to 65535 or the name of a port." };
  if (!isProtocol(protocol)) return { problem: 'The protocol must be "TCP", "UDP" or "SCTP".' };
  const answer = canReach({ from, to, port, protocol }, analysis);
  if ("problem" in answer) return answer;
  return { json: { ...idOf(question), ...verdictJson(answer.found, analysis) } };
}

const PLACE =
  'must be {"pod": "ns/name"}, {"workload": "ns/name", "kind": …}, {"service": "ns/name"}, {"ip": …}, {"cidr": …} or {"internet": true}.';

function portOf(value: JsonValue): number | string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  const isPort = typeof value === "number" && Number.isInteger(value);
  return isPort && value >= 1 && value <= 65_535 ? value : undefined;
}

function placeOf(value: JsonValue): NetworkPlace | undefined {
  if (!isJsonObject(value)) return undefined;
  if (value["internet"] === true) return { internet: true };
  const address = value["ip"] ?? value["cidr"];
  if (typeof address !== "string") return objectPlaceOf(value);
  const place = parseNetworkPlace(address);
  return place && "addresses" in place ? place : undefined;
}

function objectPlaceOf({ pod, workload, service, kind }: JsonObject): NetworkPlace | undefined {
  const name = namespacedName(pod ?? workload ?? service ?? null);
  if (!name) return undefined;
  if (pod !== undefined) return { pod: name };
  if (workload === undefined) return { service: name };
  return typeof kind === "string" ? { workload: name, kind } : { workload: name };
}

function namespacedName(
  value: JsonValue,
): { readonly namespace: string; readonly name: string } | undefined {
  const [namespace = "", name = "", ...rest] = typeof value === "string" ? value.split("/") : [];
  return namespace === "" || name === "" || rest.length > 0 ? undefined : { namespace, name };
}
