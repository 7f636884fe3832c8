import { describe, expect, it } from "vitest";
import { Admission } from "./admission.ts";

const refusedWith = (code: string) => expect.objectContaining({ code });

describe("Admission", () => {
  it("bounds each workspace without touching the others", () => {
    const admission = new Admission({ totalMax: 10, perWorkspaceMax: 2 });
    const leave = admission.enter("ws_1");
    admission.enter("ws_1");
    expect(() => admission.enter("ws_1")).toThrow(refusedWith("rate_limited"));
    admission.enter("ws_2");
    leave();
    leave();
    admission.enter("ws_1");
    expect(() => admission.enter("ws_1")).toThrow(refusedWith("rate_limited"));
  });

  it("sheds load past the process's own bound", () => {
    const admission = new Admission({ totalMax: 1, perWorkspaceMax: 5 });
    admission.enter("ws_1");
    expect(() => admission.enter("ws_2")).toThrow(refusedWith("unavailable"));
  });

  it("admits nobody once closed, and tells when all have left", async () => {
    const admission = new Admission({ totalMax: 5, perWorkspaceMax: 5 });
    const leave = admission.enter("ws_1");
    admission.close();
    expect(() => admission.enter("ws_1")).toThrow(refusedWith("unavailable"));
    const idle = admission.whenIdle();
    leave();
    await idle;
    expect(admission.total).toBe(0);
  });
});
