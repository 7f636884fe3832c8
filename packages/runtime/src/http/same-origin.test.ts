import { describe, expect, it } from "vitest";
import { assertSameOrigin } from "./same-origin.ts";

const origin = "https://pulse.example";
const check = (method: string, headers: Record<string, string>) => () =>
  assertSameOrigin({ method, headers }, origin);

describe.each(["POST", "PATCH", "DELETE"])("%s", (method) => {
  it.each([
    [{ "sec-fetch-site": "same-origin" }],
    [{ "sec-fetch-site": "none" }],
    [{ origin }],
    [{}],
  ])("is let through with %j", (headers: Record<string, string>) => {
    expect(check(method, headers)).not.toThrow();
  });

  it.each([
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site", origin }],
    [{ "sec-fetch-site": "cross-site", origin }],
    [{ origin: "https://evil.example" }],
    [{ origin: "http://pulse.example" }],
    [{ origin: "https://pulse.example.evil.example" }],
    [{ origin: "null" }],
  ])("is refused with %j", (headers: Record<string, string>) => {
    expect(check(method, headers)).toThrow(expect.objectContaining({ code: "cross_origin" }));
  });
});

it("lets reads through wherever they come from", () => {
  expect(
    check("GET", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }),
  ).not.toThrow();
});
