import { describe, expect, it } from "vitest";
import { credentialsOf } from "./credentials.ts";

const origin = "http://localhost:3000";
const secureOrigin = "https://pulse.example";

describe("credentialsOf", () => {
  it("reads a key and a token from Authorization", () => {
    expect(credentialsOf({ authorization: "Bearer pk_live_abc" }, origin)).toEqual({
      kind: "apiKey",
      key: "pk_live_abc",
    });
    expect(credentialsOf({ authorization: "bearer a.b.c" }, origin)).toEqual({
      kind: "token",
      token: "a.b.c",
    });
  });

  it("reads a browser's cookies, with the host prefix over https", () => {
    const cookie = "other=1; pulse_session=s%2E1; pulse_access=a.b.c";
    expect(credentialsOf({ cookie }, origin)).toEqual({
      kind: "browser",
      access: "a.b.c",
      session: "s%2E1",
    });
    expect(credentialsOf({ cookie }, secureOrigin)).toBeNull();
    expect(credentialsOf({ cookie: "__Host-pulse_session=s" }, secureOrigin)).toEqual({
      kind: "browser",
      access: null,
      session: "s",
    });
  });

  it("lets a header that is there count alone, even a bad one", () => {
    const cookie = "pulse_access=a.b.c";
    expect(credentialsOf({ authorization: "Basic abc", cookie }, origin)).toBeNull();
    expect(credentialsOf({ authorization: "", cookie }, origin)).toBeNull();
  });

  it("refuses what is longer than any credential", () => {
    expect(credentialsOf({ authorization: `Bearer pk_${"x".repeat(5_000)}` }, origin)).toBeNull();
    expect(credentialsOf({ cookie: `pulse_access=${"x".repeat(9_000)}` }, origin)).toBeNull();
  });
});
