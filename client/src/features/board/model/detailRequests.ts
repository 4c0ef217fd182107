/** How changes of a card's details are said to the server. Pure. */
import type { DetailOperation } from "./detailOperations";
import { placed, type Said } from "./requests";

/** The request of a change of details, without its headers. */
export function detailRequest(operation: DetailOperation): Said {
  const card = `/cards/${operation.card_id}`;
  switch (operation.type) {
    case "addItem": {
      const { text, placement } = operation;
      return post(`${card}/checklist`, { text, ...placed(placement ?? "end") });
    }
    case "updateItem":
      return patch(`${card}/checklist/${operation.item_id}`, { ...operation.fields });
    case "moveItem": {
      const { item_id, placement } = operation;
      return patch(`${card}/checklist/${item_id}`, { ...placed(placement, true) });
    }
    case "removeItem":
      return { method: "DELETE", path: `${card}/checklist/${operation.item_id}` };
    case "addLink": {
      const { url, title } = operation;
      return post(`${card}/links`, { url, title });
    }
    case "updateLink":
      return patch(`${card}/links/${operation.link_id}`, { ...operation.fields });
    case "removeLink":
      return { method: "DELETE", path: `${card}/links/${operation.link_id}` };
    case "addDependency":
      return post(`${card}/dependencies`, { [operation.side]: operation.other_id });
    case "removeDependency":
      return { method: "DELETE", path: `${card}/dependencies/${operation.other_id}` };
    case "addComment":
      return post(`${card}/comments`, { body: operation.body });
    case "updateComment": {
      const { comment_id, body, base_version } = operation;
      return patch(`/comments/${comment_id}`, { body, base_version });
    }
    case "removeComment":
      return { method: "DELETE", path: `/comments/${operation.comment_id}` };
  }
}

type Body = Readonly<Record<string, unknown>>;

function post(path: string, body: Body): Said {
  return { method: "POST", path, body };
}

function patch(path: string, body: Body): Said {
  return { method: "PATCH", path, body };
}
