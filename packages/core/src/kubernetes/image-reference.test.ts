import { expect, it } from "vitest";
import { parseImageReference } from "./image-reference.ts";

it.each([
  ["nginx", { name: "docker.io/library/nginx" }],
  ["nginx:1.29", { name: "docker.io/library/nginx", tag: "1.29" }],
  ["team/app:v1", { name: "docker.io/team/app", tag: "v1" }],
  ["index.docker.io/nginx", { name: "docker.io/library/nginx" }],
  ["localhost/app", { name: "localhost/app" }],
  ["registry.example.com:5000/app", { name: "registry.example.com:5000/app" }],
  ["registry.example.com:5000/a/b:v1", { name: "registry.example.com:5000/a/b", tag: "v1" }],
  ["ghcr.io/a/b:v1@sha256:00", { name: "ghcr.io/a/b", tag: "v1", digest: "sha256:00" }],
  ["", { name: "docker.io/library/" }],
])("takes %j apart", (image, expected) => {
  expect(parseImageReference(image)).toEqual(expected);
});
