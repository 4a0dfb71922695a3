import { readFileSync } from "node:fs";
import { changeOf } from "@watertight/delivery/testing";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { CHANGE_KINDS } from "../change.ts";
import { changeDocument } from "./document.ts";

const schema: unknown = JSON.parse(
  readFileSync(new URL("../../../../schemas/change.schema.json", import.meta.url), "utf8"),
);
const isChange = new Ajv2020({ allowUnionTypes: true, validateFormats: false }).compile(
  schema as object,
);

test("every change has the shape that the schema states", () => {
  const changes = [
    ...CHANGE_KINDS.map((kind) => changeOf({ kind })),
    changeOf({ object: undefined }),
    changeOf({ object: { apiVersion: "v1", kind: "Node", name: "n" } }),
  ];
  expect(changes.map(changeDocument).filter((each) => !isChange(each))).toEqual([]);
  expect(isChange({ ...changeDocument(changeOf()), more: 1 })).toBe(false);
});
