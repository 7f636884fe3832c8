import * as contract from "@pulse/contracts/studio/conversations";
import { createConversation } from "@pulse/studio/conversations/create-conversation";
import { deleteConversation } from "@pulse/studio/conversations/delete-conversation";
import { getConversation } from "@pulse/studio/conversations/get-conversation";
import { listConversations } from "@pulse/studio/conversations/list-conversations";
import { updateConversation } from "@pulse/studio/conversations/update-conversation";
import { type FastifyInstance } from "fastify";
import { serve } from "../../serve.ts";

export function conversationRoutes(app: FastifyInstance): void {
  serve(app, contract.listConversations, ({ query }, { context }) =>
    listConversations(context, query),
  );
  serve(app, contract.createConversation, ({ body }, { context }) =>
    createConversation(context, body),
  );
  serve(app, contract.getConversation, ({ params }, { context }) =>
    getConversation(context, params.id),
  );
  serve(app, contract.updateConversation, ({ params, body }, { context }) =>
    updateConversation(context, params.id, body),
  );
  serve(app, contract.deleteConversation, ({ params }, { context }) =>
    deleteConversation(context, params.id),
  );
}
