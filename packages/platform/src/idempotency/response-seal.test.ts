import { assert, property, string } from "fast-check";
import { expect, it } from "vitest";
import { createResponseSeal } from "./response-seal.ts";

const seal = createResponseSeal("a secret of the installation");

it("opens what it sealed, under the same label and secret only", () => {
  assert(
    property(string(), string(), (text, label) => {
      const sealed = seal.seal(text, label);
      expect(seal.open(sealed, label)).toBe(text);
      expect(() => seal.open(sealed, `${label}x`)).toThrow();
      expect(() => createResponseSeal("another secret").open(sealed, label)).toThrow();
    }),
    { numRuns: 50 },
  );
});

it("notices a changed byte wherever it is", () => {
  const bytes = Buffer.from(seal.seal("text", "label"), "base64");
  for (let index = 0; index < bytes.length; index += 1) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(bytes.readUInt8(index) ^ 1, index);
    expect(() => seal.open(changed.toString("base64"), "label")).toThrow();
  }
});
