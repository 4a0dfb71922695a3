import { rights } from "./rights.ts";
import {
  certificates,
  configuration,
  deployment,
  disruptionBudget,
  namespace,
  networkPolicy,
  quota,
  service,
  serviceAccount,
} from "./server.ts";
import type { ObjectTemplate } from "./template.ts";
import { webhooks } from "./webhooks.ts";

/** All objects of an installation, in the order in which they are to be made, by the file of the chart that holds them. */
export const INSTALLED: ReadonlyMap<string, readonly ObjectTemplate[]> = new Map([
  ["namespace", [namespace]],
  ["quota", [quota]],
  ["network-policy", [networkPolicy]],
  ["disruption-budget", [disruptionBudget]],
  ["service-account", [serviceAccount]],
  ["certificates", [certificates]],
  ["configuration", [configuration]],
  ["rights", rights],
  ["service", [service]],
  ["deployment", [deployment]],
  ["webhooks", webhooks],
]);
