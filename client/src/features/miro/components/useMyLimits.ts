import { useQuery } from "@tanstack/react-query";

import { methodsQuery } from "../../../api/queries";
import { miroAccountQuery } from "../api/account";
import { type MiroLimits, miroLimitsQuery } from "../api/whiteboards";
import { readsBoards } from "../model/scopes";

/**
 * What Miro lets whoever looks do right now; undefined where nothing waits for that, or there is no account.
 *
 * @param waiting whether something waits.
 */
export function useMyLimits(waiting: boolean): MiroLimits | undefined {
  const { data: methods } = useQuery(methodsQuery);
  const { data: account } = useQuery(miroAccountQuery);
  const works = methods?.miro === true && account !== undefined && readsBoards(account);
  const { data: limits } = useQuery({ ...miroLimitsQuery, enabled: waiting && works });
  return waiting && works ? limits : undefined;
}
