export { type Bill, type BillPart, imagePurl, wholeName, wholeVersion } from "./bill.ts";
export { cyclonedx } from "./cyclonedx.ts";
export { spdx } from "./spdx.ts";
