import { type ProviderError } from "../provider-error.ts";
import { type ChatCompletion } from "../provider.ts";
import { guardCall } from "./call-guard.ts";
import { callFailure, type HttpCall, type HttpRefusal, readText, send } from "./send.ts";
import { type Transport } from "./transport.ts";

export interface CompleteCall extends HttpCall {
  fromResponse: (body: string) => ChatCompletion;
  toError: (refusal: HttpRefusal) => ProviderError;
}

/** Posts a call and reads its whole answer. See `ChatProvider.completeChat`. */
export async function completeChat(
  transport: Transport,
  call: CompleteCall,
  caller: AbortSignal,
): Promise<ChatCompletion> {
  const { totalMs } = transport.timeouts;
  // A whole answer comes at once, so only the total says anything.
  using guard = guardCall(caller, { totalMs, firstTokenMs: totalMs, idleMs: totalMs });
  try {
    const response = await send(transport, call, guard.signal, call.toError);
    return call.fromResponse(await readText(response));
  } catch (error) {
    throw callFailure(error, caller);
  }
}
