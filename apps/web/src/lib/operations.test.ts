import * as account from "@pulse/contracts/account/account";
import * as usage from "@pulse/contracts/billing/usage";
import * as conversations from "@pulse/contracts/studio/conversations";
import { expect, it } from "vitest";
import { operations } from "./operations.ts";

const contracts: Record<string, unknown> = { ...account, ...usage, ...conversations };

it.each(Object.entries(operations))("calls %s where its contract says", (name, [method, path]) => {
  expect(contracts[name]).toMatchObject({ method, path });
});
