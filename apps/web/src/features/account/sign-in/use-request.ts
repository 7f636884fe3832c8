import { useState } from "react";

type State = { kind: "idle" | "pending" | "success" } | { kind: "error"; error: unknown };

/** One request at a time and how it went; the sign-in pages need no cache of answers. */
export function useRequest<Input extends unknown[]>(send: (...input: Input) => Promise<void>) {
  const [state, setState] = useState<State>({ kind: "idle" });

  async function run(...input: Input): Promise<void> {
    if (state.kind === "pending") return;
    setState({ kind: "pending" });
    try {
      await send(...input);
      setState({ kind: "success" });
    } catch (error) {
      setState({ kind: "error", error });
    }
  }

  return {
    run: (...input: Input) => void run(...input),
    reset: () => setState({ kind: "idle" }),
    isPending: state.kind === "pending",
    isSuccess: state.kind === "success",
    error: state.kind === "error" ? state.error : null,
  };
}
