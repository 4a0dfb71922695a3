import { expect, test } from "vitest";
import { dockerRunOf } from "./docker-words.ts";

test("a docker run is read as docker reads it", () => {
  const command = `docker run --rm --read-only --network none --interactive --volume "$PWD/a b:/work:ro" x:1 scan -o json .`;
  expect(dockerRunOf(command)).toEqual({
    readOnly: true,
    withoutNetwork: true,
    interactive: true,
    mounts: [{ source: "$PWD/a b", target: "/work", readOnly: true }],
    image: "x:1",
    args: ["scan", "-o", "json", "."],
  });
  expect(dockerRunOf("docker run x:1")).toEqual({
    readOnly: false,
    withoutNetwork: false,
    interactive: false,
    mounts: [],
    image: "x:1",
    args: [],
  });
});

test("what is not known is not passed over", () => {
  expect(() => dockerRunOf("docker run --privileged x:1")).toThrow(
    "--privileged is not known here",
  );
  expect(() => dockerRunOf("docker build .")).toThrow("This is no docker run");
});
