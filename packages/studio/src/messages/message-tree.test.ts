import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { branchTo, newestLeafBelow, type TreeNode } from "./message-tree.ts";

/** Trees as they grow: every message hangs below an earlier one or is a root. */
const trees = fc.array(fc.nat(), { maxLength: 60 }).map((choices) =>
  choices.map((choice, index): TreeNode => {
    const above = choice % (index + 1);
    return { id: `m${index}`, parentId: above === index ? null : `m${above}` };
  }),
);

describe("a branch", () => {
  it("runs from a root to the message, each below the one before", () => {
    fc.assert(
      fc.property(trees, (nodes) => {
        for (const node of nodes) {
          const branch = branchTo(nodes, node.id);
          expect(branch[0]?.parentId).toBeNull();
          expect(branch.at(-1)).toBe(node);
          for (const [index, step] of branch.slice(1).entries()) {
            expect(step.parentId).toBe(branch[index]?.id);
          }
        }
      }),
    );
  });

  it("does not change when other branches grow", () => {
    fc.assert(
      fc.property(trees, fc.nat(), (nodes, choice) => {
        fc.pre(nodes.length > 0);
        const half = nodes.slice(0, 1 + (choice % nodes.length));
        const id = half.at(-1)?.id ?? "";
        expect(branchTo(nodes, id)).toEqual(branchTo(half, id));
      }),
    );
  });

  it("is empty for a message of another conversation, and ends in a cycle", () => {
    expect(branchTo([], "m1")).toEqual([]);
    const cycle = [
      { id: "a", parentId: "b" },
      { id: "b", parentId: "a" },
    ];
    expect(branchTo(cycle, "a").map((node) => node.id)).toEqual(["b", "a"]);
    expect(newestLeafBelow(cycle, "a")).not.toBeNull();
  });
});

describe("the newest leaf below a message", () => {
  it("is a leaf of a branch through that message", () => {
    fc.assert(
      fc.property(trees, (nodes) => {
        const parents = new Set(nodes.map((node) => node.parentId));
        for (const node of nodes) {
          const leaf = newestLeafBelow(nodes, node.id);
          expect(parents.has(leaf?.id ?? "")).toBe(false);
          expect(branchTo(nodes, leaf?.id ?? "")).toContain(node);
        }
      }),
    );
  });

  it("is the message itself when nothing hangs below it, and null when it is unknown", () => {
    const nodes = [{ id: "m1", parentId: null }];
    expect(newestLeafBelow(nodes, "m1")).toBe(nodes[0]);
    expect(newestLeafBelow(nodes, "m2")).toBeNull();
  });
});
