import { expect, test } from "vitest";
import { librariesIn } from "./node-root.ts";

test("libraries are those with a path, the loader among them, and each once", () => {
  const said = `	linux-vdso.so.1 (0x00007f406d5e4000)
	libm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007f406d4ee000)
	libgone.so.1 => not found
	libm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007f406d4ee000)
	/lib64/ld-linux-x86-64.so.2 (0x00007f406d5e6000)
`;
  expect(librariesIn(said)).toEqual([
    "/lib/x86_64-linux-gnu/libm.so.6",
    "/lib64/ld-linux-x86-64.so.2",
  ]);
  expect(librariesIn("	not a dynamic executable\n")).toEqual([]);
});
