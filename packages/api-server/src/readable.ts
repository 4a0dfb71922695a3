import { apiResources } from "@watertight/core/kubernetes";
import type { Connection } from "./connect.ts";
import { discover } from "./discovery/discover.ts";
import { isNotRead } from "./not-read.ts";
import { CONTROL_PLANE_RESOURCE, type NeededResource } from "./rights.ts";

/** What is only created, as a question to the API server. */
const QUESTIONS = /^(?:authentication|authorization)[.]k8s[.]io$/;

/** Kubernetes' own resources that are read of a cluster. */
export function builtInResources(): readonly NeededResource[] {
  const resources = apiResources().filter(
    (resource) =>
      !isNotRead(resource) &&
      !QUESTIONS.test(resource.group) &&
      !(resource.group === "" && resource.name === "bindings"),
  );
  return [...resources, CONTROL_PLANE_RESOURCE];
}

/** Those that a cluster serves and that are read of it, custom resources among them. */
export async function readableResources(
  connection: Connection,
): Promise<readonly NeededResource[]> {
  const { resources } = await discover(connection);
  return [...resources.filter((resource) => !isNotRead(resource)), CONTROL_PLANE_RESOURCE];
}
