import { expect, test } from "vitest";
import { apiResources, customResourceOf, findResource } from "./resources.ts";

test.each([
  ["pods", "/pods"],
  ["po", "/pods"],
  ["Pod", "/pods"],
  ["deploy", "apps/deployments"],
  ["deployments.apps", "apps/deployments"],
  ["deployments.v1.apps", "apps/deployments"],
  ["ing", "networking.k8s.io/ingresses"],
  ["events", "/events"],
  ["events.events.k8s.io", "events.k8s.io/events"],
  ["crd", "apiextensions.k8s.io/customresourcedefinitions"],
  ["deployments.batch", undefined],
  ["widgets", undefined],
  ["", undefined],
])("%j means %j", (text, found) => {
  const resource = findResource(text, apiResources());
  expect(resource && `${resource.group}/${resource.name}`).toBe(found);
});

test("a CustomResourceDefinition makes a resource, any other object none", () => {
  const definition = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    spec: {
      group: "example.com",
      scope: "Cluster",
      names: { plural: "widgets", kind: "Widget", shortNames: ["wd", 7] },
    },
  };
  expect(customResourceOf(definition)).toEqual({
    group: "example.com",
    name: "widgets",
    namespaced: false,
    kind: "Widget",
    singular: "widget",
    shortNames: ["wd"],
    subresources: [],
  });
  expect(customResourceOf({ ...definition, kind: "Widget" })).toBeUndefined();
  expect(customResourceOf({ ...definition, spec: 7 })).toBeUndefined();
});
