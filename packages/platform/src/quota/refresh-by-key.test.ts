import * as fc from "fast-check";
import { expect, it } from "vitest";
import { refreshByKey } from "./refresh-by-key.ts";

it("shows every key its last change, one look at a time and within the bound, even when looks fail", async () => {
  const calls = fc.array(
    fc.record({ key: fc.constantFrom("a", "b", "c", "d"), ticks: fc.nat(3) }),
    {
      maxLength: 40,
    },
  );
  await fc.assert(
    fc.asyncProperty(calls, fc.scheduler(), async (changes, scheduler) => {
      const versions = new Map<string, number>();
      const seen = new Map<string, number>();
      const running = new Set<string>();
      let isWithinBounds = true;
      const refresh = refreshByKey(
        async (key) => {
          isWithinBounds &&= !running.has(key) && running.size < 2;
          running.add(key);
          const version = versions.get(key) ?? 0;
          await scheduler.schedule(Promise.resolve());
          running.delete(key);
          seen.set(key, version);
          if (version % 3 === 0) throw new Error("every third look fails");
        },
        { concurrency: 2, onError: () => {} },
      );
      for (const { key, ticks } of changes) {
        versions.set(key, (versions.get(key) ?? 0) + 1);
        refresh(key);
        for (let tick = 0; tick < ticks && scheduler.count() > 0; tick += 1)
          await scheduler.waitOne();
      }
      await scheduler.waitIdle();
      expect(isWithinBounds).toBe(true);
      expect(seen).toEqual(versions);
    }),
  );
});
