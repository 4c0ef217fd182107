/** How a connected repository stands, in words. Pure functions. */
import type { Repository } from "../../../api/queries";

export interface Standing {
  /** In a word or two. */
  readonly word: string;
  /** How news of it come. */
  readonly how: string;
}

const CONNECTED: Readonly<Record<Repository["via"], string>> = {
  hook: "by webhook",
  app: "by the GitHub App",
  hand: "by a webhook made by hand",
  poll: "by looking",
};

const WAITING: Readonly<Record<Repository["via"], string>> = {
  hook: "for the ping of its webhook",
  app: "for the GitHub App",
  hand: "for a first delivery that its secret signed",
  poll: "for a first look",
};

/** Whether nothing has come yet from a webhook. Meanwhile we may look ourselves. */
export function awaitsDelivery({ state }: Pick<Repository, "state">): boolean {
  return state !== "connected";
}

export function standingOf(repository: Repository): Standing {
  const { state, via, hook } = repository;
  if (state === "problem") return { word: "Needs care", how: "" };
  if (state === "connected") return { word: "Connected", how: CONNECTED[via] };
  if (state === "polled") {
    if (via === "hand") return { word: "Polled", how: "until its webhook delivers" };
    const refused = hook?.state === "refused";
    const how = refused ? "as no webhook can be made" : "as GitHub cannot reach this Trivet";
    return { word: "Polled", how };
  }
  return { word: "Waiting", how: WAITING[via] };
}

/** What a check can do about a problem: mend it, or see whether somebody has. */
export function checkWords({ problem }: Repository): string {
  const mends = problem?.code === "hook_missing" || problem?.code === "hook_failing";
  return mends ? "Repair" : "Check again";
}
