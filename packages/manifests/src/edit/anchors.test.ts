import { describe, expect, it } from "vitest";
import { add, after, edit, reasons, remove, replace } from "../../testing/edits.ts";

describe("anchors, aliases and merges", () => {
  const SHARED = "a:\n- name: x\n  sc: &sc\n    uid: 0\n- name: y\n  sc: *sc\n";

  it("changes an anchor where every place that uses it wants the same", () => {
    expect(
      after(SHARED, replace(["a", 0, "sc", "uid"], 1), replace(["a", 1, "sc", "uid"], 1)),
    ).toBe("a:\n- name: x\n  sc: &sc\n    uid: 1\n- name: y\n  sc: *sc\n");
    expect(after(SHARED, add(["a", 0, "sc", "b"], 1), add(["a", 1, "sc", "b"], 1))).toBe(
      "a:\n- name: x\n  sc: &sc\n    uid: 0\n    b: 1\n- name: y\n  sc: *sc\n",
    );
  });

  it("refuses to change an anchor for one of two places", () => {
    expect(reasons(SHARED, replace(["a", 0, "sc", "uid"], 1))).toEqual([
      'a[0].sc cannot be changed where it stands: the value stands in the anchor "&sc", and "*sc" uses it elsewhere too.',
    ]);
    expect(reasons(SHARED, replace(["a", 1, "sc", "uid"], 1))).toEqual([
      'a[1].sc cannot be changed where it stands: the value comes from the alias "*sc", and changes wherever "&sc" is used.',
    ]);
  });

  it("does what else there is to do beside a refusal", () => {
    const edited = edit(
      SHARED,
      [replace(["a", 0, "sc", "uid"], 1)],
      [replace(["a", 0, "name"], "z")],
    );
    expect([...edited.refused.keys()]).toEqual([0]);
    expect(edited.text).toBe(SHARED.replace("name: x", "name: z"));
  });

  it("leaves out a set whose other edit is refused", () => {
    const set = [replace(["a", 0, "name"], "z"), replace(["a", 0, "sc", "uid"], 1)];
    const edited = edit(SHARED, set);
    expect([edited.refused.size, edited.text]).toEqual([1, SHARED]);
  });

  const MERGED = "base: &base {uid: 0, deep: {x: 1}}\nuser:\n  <<: *base\n  b: 1\n";

  it("writes a key of its own beside what is merged", () => {
    expect(after(MERGED, replace(["user", "uid"], 5))).toBe(
      "base: &base {uid: 0, deep: {x: 1}}\nuser:\n  <<: *base\n  b: 1\n  uid: 5\n",
    );
    expect(after("b: &b {u: 0}\na: {<<: *b}\n", replace(["a", "u"], 5))).toBe(
      "b: &b {u: 0}\na: {<<: *b, u: 5}\n",
    );
  });

  it("refuses what is deeper in a merge, what takes it away, and what it hides", () => {
    expect(reasons(MERGED, replace(["user", "deep", "x"], 5), remove("user", "uid"))).toEqual([
      'user.deep cannot be changed where it stands: the value is merged from elsewhere by "<<".',
      'user.uid cannot be changed where it stands: the value is merged from elsewhere by "<<".',
    ]);
    expect(reasons("b: &b {u: 0}\na:\n  u: 1\n  <<: *b\n", replace(["a", "u"], 5))).toEqual([
      'a.u cannot be changed where it stands: a "<<" behind the key overrides it.',
    ]);
  });

  it("changes what is merged only where every mapping that merges it hides it", () => {
    expect(reasons(MERGED, replace(["base", "uid"], 5))).toEqual([
      'base cannot be changed where it stands: the value stands in the anchor "&base", and "*base" uses it elsewhere too.',
    ]);
    const hidden = MERGED.replace("b: 1", "uid: 1");
    expect(after(hidden, replace(["base", "uid"], 5))).toBe(hidden.replace("uid: 0", "uid: 5"));
  });

  it("keeps an anchor whose mapping becomes empty", () => {
    expect(after("a: &x\n  b: 1\nc: 2\n", remove("a", "b"))).toBe("a: &x {}\nc: 2\n");
  });
});
