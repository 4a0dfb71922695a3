import { expect, test } from "vitest";
import { manPage } from "./man-page.ts";

test("a page has every verb with its options and examples, and nothing that roff would obey", () => {
  const page = manPage(
    [
      {
        name: "group",
        summary: "Hold others",
        usage: "group VERB",
        options: [],
        examples: [{ command: "watertight group echo", description: "Not shown twice" }],
        subcommands: [
          {
            name: "echo",
            summary: ".Print \\n what was said",
            usage: "group echo --a-b X",
            options: [
              {
                name: "to-whom",
                short: "t",
                kind: "value",
                placeholder: "WHOM",
                choices: ["me", "you"],
                default: "me",
                description: "Who hears it",
              },
              { name: "since", kind: "flag", optionalValue: "REF", description: "From when on" },
            ],
            examples: [{ command: "watertight group echo -t me", description: "To me" }],
            run: () => Promise.reject(new Error("not here")),
          },
        ],
      },
    ],
    { globalOptions: [], exitStatuses: [["0", "All is well"]] },
  );
  expect(page).toContain(`.SS group
Hold others.
.PP
.B watertight group VERB
.br
.SS group echo
\\&.Print \\en what was said.
.PP
.B watertight group echo \\-\\-a\\-b X
.br
.TP
.B \\-t, \\-\\-to\\-whom WHOM
Who hears it (me, you; default: me).
.TP
.B \\-\\-since[=REF]
From when on.
.PP
To me:
.PP
.RS
.nf
watertight group echo \\-t me
.fi
.RE
.SH OPTIONS OF EVERY VERB
.SH EXIT STATUS
.TP
.B 0
All is well
`);
});
