export type { DocumentSlice, ParsedDocument, ParsedValue, Positions, Problem } from "./document.ts";
export { decodeText } from "./yaml/decode-text.ts";
export type { TextRange } from "./yaml/locate-field.ts";
export { locateField } from "./yaml/locate-field.ts";
export { parseDocument } from "./yaml/parse-document.ts";
export { documentText, splitDocuments } from "./yaml/split-documents.ts";
