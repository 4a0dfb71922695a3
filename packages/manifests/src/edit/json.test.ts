import { describe, expect, it } from "vitest";
import { add, after, remove } from "../../testing/edits.ts";

describe("JSON", () => {
  const PRETTY = `{
    "kind": "Pod",
    "spec": {
        "containers": [
            {
                "name": "web",
                "securityContext": {}
            }
        ],
        "hostPID": true
    }
}
`;
  it("keeps lines and their indentation", () => {
    expect(
      after(
        PRETTY,
        add(["spec", "containers", 0, "securityContext", "capabilities", "drop"], ["ALL"]),
        add(["metadata", "labels"], {}),
        remove("spec", "hostPID"),
      ),
    ).toBe(`{
    "kind": "Pod",
    "spec": {
        "containers": [
            {
                "name": "web",
                "securityContext": {
                    "capabilities": {
                        "drop": [
                            "ALL"
                        ]
                    }
                }
            }
        ]
    },
    "metadata": {
        "labels": {}
    }
}
`);
  });

  it("stays compact", () => {
    expect(
      after(
        '{"a":{"b":1},"c":[],"d":null}',
        add(["a", "x"], "y"),
        add(["c", 0], { e: true }),
        add(["d", "f"], 1),
      ),
    ).toBe('{"a":{"b":1,"x":"y"},"c":[{"e":true}],"d":{"f":1}}');
    expect(after('{"a":{"b":1},"c":2}', remove("a"))).toBe('{"c":2}');
    expect(after('{"a":1,"c":2}', remove("c"))).toBe('{"a":1}');
  });

  it("keeps tabs, CR LF and line separators in texts", () => {
    expect(after('{\r\n\t"a": "\u2028"\r\n}\r\n', add(["b"], 1))).toBe(
      '{\r\n\t"a": "\u2028",\r\n\t"b": 1\r\n}\r\n',
    );
  });
});
