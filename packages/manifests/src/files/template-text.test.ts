import { expect, test } from "vitest";
import { looksLikeTemplate } from "./template-text.ts";

test.each([
  "a: {{ .Values.x }}",
  "{{- if .x }}\na: 1\n{{ end }}",
  "{% if x %}\na: 1",
  "{{ x }}: 1",
])("%j is a template", (text) => {
  expect(looksLikeTemplate(text)).toBe(true);
});

test.each([
  "a: 1",
  'a: "{{inputs.parameters.x}}"\n\tb: 1',
  "a: '{{ x }}'",
  "a: {{",
  "a: {b: {c: d}}",
  "}} {{",
])("%j is no template", (text) => {
  expect(looksLikeTemplate(text)).toBe(false);
});
