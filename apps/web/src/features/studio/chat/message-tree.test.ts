import { type Message } from "@pulse/contracts/studio/conversations";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { branchTo, leafBelow, withMessages } from "./message-tree.ts";

function message(id: string, parentId: string | null, age: number): Message {
  return {
    id,
    parentId,
    role: "user",
    content: id,
    reasoning: "",
    state: "completed",
    model: null,
    runId: null,
    receipt: null,
    finishReason: null,
    errorCode: null,
    createdAt: new Date(age * 1000).toISOString(),
  };
}

const tree = [
  message("a", null, 1),
  message("b", "a", 2),
  message("c", "b", 3),
  message("b2", "a", 4),
  message("c2", "b2", 5),
];
const idsOf = (messages: Message[], leafId: string | null) =>
  branchTo(messages, leafId).map((turn) => turn.message.id);

describe("the active branch", () => {
  it("runs from the root to the leaf with the versions of each message", () => {
    expect(idsOf(tree, "c")).toEqual(["a", "b", "c"]);
    expect(branchTo(tree, "c")[1]?.siblingIds).toEqual(["b", "b2"]);
  });
  it("follows the newest children below an inner message", () => {
    expect(idsOf(tree, "b2")).toEqual(["a", "b2", "c2"]);
    expect(leafBelow(tree, "b2")).toBe("c2");
  });
  it("shows the newest branch when the leaf is unknown", () => {
    expect(idsOf(tree, null)).toEqual(["a", "b2", "c2"]);
    expect(idsOf([], null)).toEqual([]);
  });
  it("ends where links form a circle", () => {
    expect(idsOf([message("a", "b", 1), message("b", "a", 2)], "a").length).toBeLessThanOrEqual(2);
  });
  it("reaches every message of any tree, each with itself among its versions", () => {
    const trees = fc
      .array(fc.nat(), { minLength: 1, maxLength: 30 })
      .map((parents) =>
        parents.map((parent, index) =>
          message(`m${index}`, index === 0 ? null : `m${parent % index}`, index),
        ),
      );
    fc.assert(
      fc.property(trees, (messages) => {
        for (const { id } of messages) {
          const branch = branchTo(messages, id);
          expect(branch.map((turn) => turn.message.id)).toContain(id);
          expect(branch[0]?.message.parentId).toBeNull();
          for (const turn of branch) expect(turn.siblingIds).toContain(turn.message.id);
        }
      }),
    );
  });
});

it("takes newer versions in place and adds what is new at the end", () => {
  const newer = { ...message("b", "a", 2), content: "newer" };
  const merged = withMessages(tree, [newer, message("d", "c", 9)]);
  expect(merged.map(({ id }) => id)).toEqual(["a", "b", "c", "b2", "c2", "d"]);
  expect(merged[1]?.content).toBe("newer");
});
