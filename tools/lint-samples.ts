const TEN_CONDITIONS = "a&&b&&c&&d&&e&&f&&g&&h&&i&&j&&k".replaceAll("&&", " && ");

/** What each rule of .oxlintrc.json has to refuse in a file of the core; a rule of several shapes has a sample each. */
export const REFUSED: Readonly<Record<string, string | readonly string[]>> = {
  "eslint/complexity": `export const f = (${"abcdefghijk".split("").join(": boolean, ")}: boolean): boolean => ${TEN_CONDITIONS};`,
  "eslint/max-depth":
    "export function f(a: boolean): void { if (a) for (;;) while (a) { do { if (a) break; } while (a); } }",
  "eslint/max-params":
    "export const f = (...[]: []): void => undefined; export function g(a: 1, b: 1, c: 1, d: 1, e: 1): 1 { return a && b && c && d && e; }",
  "eslint/max-lines": "export {};\n\n// Not counted.\n".repeat(301),
  "eslint/eqeqeq": "export const f = (a: string | undefined): boolean => a == null;",
  "eslint/no-array-constructor": "export const a = new Array(1, 2);",
  "eslint/no-restricted-globals": "export const now = (): number => Date.now();",
  "eslint/no-restricted-properties": "export const draw = (): number => Math.random();",
  "eslint/no-unused-expressions": "export const f = (a: boolean): void => { a && f(a); };",
  "eslint/no-useless-constructor": "export class A { a = 1; constructor() {} }",
  "eslint/no-var": "export var a = 1;",
  "eslint/prefer-const": "let a = 1; export { a };",
  "eslint/prefer-rest-params": "export function f(): unknown { return arguments; }",
  "eslint/prefer-spread": "export const f = (a: number[]): number => Math.max.apply(Math, a);",
  "typescript/await-thenable": "export const f = async (): Promise<number> => await 1;",
  "typescript/ban-ts-comment": [
    "// @ts-ignore: what the compiler says is nothing to us\nexport const a = 1;",
    "// @ts-expect-error short\nexport const a: string = 1;",
  ],
  "typescript/no-array-delete": "export const f = (a: number[]): void => { delete a[0]; };",
  "typescript/no-base-to-string": "export const f = (a: object): string => `${String(a)}`;",
  "typescript/no-confusing-void-expression":
    "declare const f: () => void; export const g = (): void => { const a = f(); return a; };",
  "typescript/no-deprecated":
    "/** @deprecated Gone. */\nconst old = 1;\nexport const a = [1].map((b) => b + old);",
  "typescript/no-duplicate-enum-values": "export enum A { b = 1, c = 1 }",
  "typescript/no-duplicate-type-constituents": "export type A = string | string;",
  "typescript/no-dynamic-delete":
    "export const f = (a: Record<string, 1>, b: string): void => { delete a[b]; };",
  "typescript/no-empty-object-type": "export type A = {};",
  "typescript/no-explicit-any": "export type A = any;",
  "typescript/no-extra-non-null-assertion":
    "export const f = (a: { b: 1 } | undefined): 1 => a!!.b;",
  "typescript/no-extraneous-class": "export class A { static b = 1; }",
  "typescript/no-floating-promises": [
    "declare const f: () => Promise<void>; export const g = (): void => { f(); };",
    "declare const f: () => Promise<void>; f().then(() => 1);",
  ],
  "typescript/no-for-in-array":
    "export const f = (a: number[]): void => { for (const b in a) f([a.length, b.length]); };",
  "typescript/no-generated-empty-object-type":
    "export type A = Omit<{ a: 1 }, 'a'>; export const a: A = 1;",
  "typescript/no-implied-eval": "export const f = new Function('return 1');",
  "typescript/no-invalid-void-type": "export type A = { a: void };",
  "typescript/no-meaningless-void-operator":
    "declare const f: () => void; export const g = (): void => { void f(); };",
  "typescript/no-misused-new": "export interface A { new (): A; }",
  "typescript/no-misused-promises": [
    "declare const f: () => Promise<boolean>; export const a = f() ? 1 : 2;",
    "export const f = (a: number[]): void => { a.forEach(async () => { await Promise.resolve(); }); };",
  ],
  "typescript/no-misused-spread":
    "export const f = (a: Map<string, string>): object => ({ ...a });",
  "typescript/no-mixed-enums": "export enum A { b = 1, c = 'c' }",
  "typescript/no-namespace": "export namespace a { export const b = 1; }",
  "typescript/no-non-null-asserted-nullish-coalescing":
    "export const f = (a: { b?: string }): string => a.b! ?? '';",
  "typescript/no-non-null-asserted-optional-chain":
    "export const f = (a: { b: string } | undefined): string => a?.b!;",
  "typescript/no-non-null-assertion": "export const f = (a: string | undefined): string => a!;",
  "typescript/no-redundant-type-constituents": "export type A = unknown | string;",
  "typescript/no-require-imports": "export const a = require('node:fs') as unknown;",
  "typescript/no-this-alias":
    "export class A { b = 1; f(): number { const self = this; return self.b; } }",
  "typescript/no-unnecessary-boolean-literal-compare":
    "export const f = (a: boolean): boolean => a === true;",
  "typescript/no-unnecessary-condition": [
    "export const f = (a: string): string => a ?? '';",
    "export const f = (a: { b: string }): string => a?.b;",
    "export const f = (a: object): number => (a ? 1 : 2);",
    "export const f = (a: string): boolean => a === undefined;",
  ],
  "typescript/no-unnecessary-template-expression":
    "export const f = (a: string): string => `${a}`;",
  "typescript/no-unnecessary-type-arguments":
    "declare function f<T = number>(a?: T): T; export const a = f<number>();",
  "typescript/no-unnecessary-type-assertion":
    "export const f = (a: string): string => a as string;",
  "typescript/no-unnecessary-type-constraint": "export type A<T extends unknown> = T[];",
  "typescript/no-unnecessary-type-conversion": "export const f = (a: string): string => String(a);",
  "typescript/no-unnecessary-type-parameters":
    "export function f<T>(a: T): void { g(a); } declare const g: (a: unknown) => void;",
  "typescript/no-unsafe-argument":
    "declare const a: any; declare const f: (b: string) => void; f(a);",
  "typescript/no-unsafe-assignment": [
    "export const a: string = JSON.parse('1');",
    "export const { b } = JSON.parse('1');",
  ],
  "typescript/no-unsafe-call": "declare const a: any; a();",
  "typescript/no-unsafe-declaration-merging":
    "export interface A { a: 1 } export class A { b = 1; }",
  "typescript/no-unsafe-enum-assignment": "enum A { b, c } export const a: A = 1;",
  "typescript/no-unsafe-enum-comparison":
    "enum A { b = 1 } export const f = (a: A): boolean => a === 1;",
  "typescript/no-unsafe-function-type": "export type A = Function;",
  "typescript/no-unsafe-member-access": "declare const a: any; export const b: unknown = a.b;",
  "typescript/no-unsafe-return": "export const f = (): string => JSON.parse('1');",
  "typescript/no-unsafe-unary-minus": "export const f = (a: string): number => -a;",
  "typescript/no-useless-default-assignment":
    "export const f = ({ a = '' }: { a: string }): string => a;",
  "typescript/no-wrapper-object-types": "export type A = String;",
  "typescript/only-throw-error": "export const f = (): never => { throw 'text'; };",
  "typescript/prefer-as-const": "export const a: 'b' = 'b';",
  "typescript/prefer-literal-enum-member": "const a = 1; export enum A { b = a }",
  "typescript/prefer-namespace-keyword": "declare module a {} export {};",
  "typescript/prefer-promise-reject-errors": "export const a = Promise.reject('text');",
  "typescript/prefer-reduce-type-parameter":
    "export const f = (a: string[]): string[] => a.reduce((b, c) => [...b, c], [] as string[]);",
  "typescript/prefer-return-this-type": "export class A { b = 1; f(): A { return this; } }",
  "typescript/related-getter-setter-pairs":
    "export interface A { get b(): string; set b(c: number); }",
  "typescript/require-await": "export const f = async (): Promise<number> => { return 1; };",
  "typescript/restrict-plus-operands": "export const f = (a: string, b: number): string => a + b;",
  "typescript/restrict-template-expressions": [
    "export const f = (a: object): string => `${a}`;",
    "export const f = (a: any): string => `${a}`;",
  ],
  "typescript/return-await":
    "declare const f: () => Promise<void>; export const g = async (): Promise<void> => { try { return f(); } catch { return await f(); } };",
  "typescript/switch-exhaustiveness-check":
    "export function f(a: 'b' | 'c'): number { switch (a) { case 'b': return 1; } return 2; }",
  "typescript/triple-slash-reference": '/// <reference path="./a.ts" />\nexport {};',
  "typescript/unbound-method":
    "class A { b = 1; f(): number { return this.b; } } export const f = new A().f;",
  "typescript/unified-signatures": "export interface A { f(a: string): void; f(a: number): void; }",
  "typescript/use-unknown-in-catch-callback-variable":
    "export const f = (a: Promise<void>): Promise<void> => a.catch((error) => { throw error; });",
  "watertight/no-stringified-error":
    "export const f = (error: Error): string => JSON.stringify(error);",
  "watertight/no-nullish-of-empty-names": [
    "export const f = (namespace?: string): string => namespace ?? 'default';",
    "export const f = (a: { namespace?: string }): string => a.namespace ?? 'default';",
    "export const f = (a: { [name: string]: string }): string => a['protocol'] ?? 'TCP';",
    "export const f = (a?: { namespace: string }): string => a?.namespace ?? 'default';",
    "declare const valueAt: (...path: string[]) => string | undefined; export const a = valueAt('spec', 'serviceAccountName') ?? 'default';",
    "export const f = ({ restartPolicy = 'Always' }: { restartPolicy?: string }): string => restartPolicy;",
  ],
  "watertight/no-own-json-readers": [
    "type JsonValue = unknown; export const f = (a: unknown): a is readonly JsonValue[] => Array.isArray(a);",
    "type JsonObject = object; export const f = (a: unknown): a is JsonObject => typeof a === 'object';",
    "declare const isJsonObject: (a: unknown) => a is object; export const f = (a: unknown): object => isJsonObject(a) ? a : {};",
    "declare const isJsonList: (a: unknown) => a is unknown[]; export const f = (a: { b: unknown }): unknown[] => isJsonList(a.b) ? a.b : [];",
  ],
  "watertight/no-own-text-readers":
    "export const f = (a: unknown): string => typeof a === 'string' ? a : '';",
  "watertight/synchronous": [
    "export async function f(): Promise<void> { await g; } declare const g: unknown;",
    "export const f = (a: unknown): boolean => a instanceof Promise;",
    "export async function* f(a: Iterable<number>): AsyncGenerator<number> { for await (const b of a) yield b; }",
  ],
};
