import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NaturalBatcher } from "./natural-batcher.ts";

interface Call {
  operations: number[];
  answer: PromiseWithResolvers<number[]>;
}

function batcherWithCalls(limits: { batchMax: number; queueMax: number }) {
  const calls: Call[] = [];
  const batcher = new NaturalBatcher<number, number>({
    send: (operations) => {
      const answer = Promise.withResolvers<number[]>();
      calls.push({ operations, answer });
      return answer.promise;
    },
    ...limits,
  });
  const answerNext = (index: number) => {
    const call = calls[index];
    call?.answer.resolve(call.operations.map((operation) => operation * 10));
  };
  return { batcher, calls, answerNext };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("NaturalBatcher", () => {
  it("sends a lone operation at once and gathers what comes while it is under way", async () => {
    const { batcher, calls, answerNext } = batcherWithCalls({ batchMax: 100, queueMax: 100 });
    const first = batcher.submit(1);
    await turn();
    const rest = [2, 3, 4].map((operation) => batcher.submit(operation));
    await turn();
    expect(calls.map((call) => call.operations)).toEqual([[1]]);
    answerNext(0);
    await turn();
    answerNext(1);
    expect(await Promise.all([first, ...rest])).toEqual([10, 20, 30, 40]);
    expect(calls.map((call) => call.operations)).toEqual([[1], [2, 3, 4]]);
  });

  it("gives everyone their own result, whatever the batches were", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat()),
        fc.integer({ min: 1, max: 5 }),
        async (all, batchMax) => {
          const batcher = new NaturalBatcher<number, number>({
            send: async (operations) => operations.map((operation) => operation + 1),
            batchMax,
            queueMax: 1_000,
          });
          const results = await Promise.all(all.map((operation) => batcher.submit(operation)));
          expect(results).toEqual(all.map((operation) => operation + 1));
        },
      ),
    );
  });

  it("fails a batch's operations together and goes on with the next", async () => {
    const { batcher, calls, answerNext } = batcherWithCalls({ batchMax: 1, queueMax: 10 });
    const [first, second] = [batcher.submit(1), batcher.submit(2)];
    await turn();
    calls[0]?.answer.reject(new Error("away"));
    await expect(first).rejects.toThrow("away");
    await turn();
    answerNext(1);
    expect(await second).toBe(20);
  });

  it("refuses when its queue is full, except what gives something back", async () => {
    const { batcher, answerNext } = batcherWithCalls({ batchMax: 10, queueMax: 1 });
    const first = batcher.submit(1);
    await turn();
    const second = batcher.submit(2);
    await expect(batcher.submit(3)).rejects.toMatchObject({ code: "unavailable" });
    const owed = batcher.submit(4, true);
    answerNext(0);
    await turn();
    answerNext(1);
    expect(await Promise.all([first, second, owed])).toEqual([10, 20, 40]);
  });
});
