// The peer of `audit detect`: reads the same file in pieces of the same size, and parses each line.
import { createReadStream } from "node:fs";

let rest = "";
let count = 0;
for await (const chunk of createReadStream(process.argv[2], {
  encoding: "utf8",
  highWaterMark: 1 << 18,
})) {
  const lines = `${rest}${chunk}`.split("\n");
  rest = lines.pop();
  for (const line of lines) {
    if (typeof JSON.parse(line).auditID === "string") count += 1;
  }
}
console.log(count);
