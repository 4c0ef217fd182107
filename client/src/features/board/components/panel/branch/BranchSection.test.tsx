import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ToastRegion } from "../../../../../lib";
import { fakeServer, page } from "../../../../../test/fakeServer";
import type { Card } from "../../../model";
import { CardFace } from "../../card/CardFace";
import { machinery, renderOnBoard } from "../../testing";
import { BranchSection } from "./BranchSection";

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const bare = machinery().state.cards.get("card-1") as Card;
const request = {
  id: "p1",
  repository: "acme/rocket",
  number: 12,
  title: "Fix the login",
  state: "merged",
  branch: "t-1-fix-login",
  author: "octocat",
  url: "https://github.com/acme/rocket/pull/12",
} as const;
const branch = { id: "b1", repository: "acme/rocket", name: "t-1-again" };
const REPOSITORIES = "GET /workspaces/workspace/repositories";

describe("the card's face", () => {
  const face = (card: Card) => renderOnBoard(<CardFace card={card} />).container;
  const tips = (of: Element) =>
    [...of.querySelectorAll<HTMLElement>("[data-tip]")].map(({ dataset }) => dataset.tip);

  test("says how far its pull requests are, in words too, and is no link", () => {
    const open = { ...request, id: "p2", number: 13, state: "open" as const };
    const shown = face({ ...bare, pull_requests: [request, open] });
    expect(shown.textContent).toContain("Pull requests #12 merged, #13 open.");
    expect(shown.textContent).toContain("1/2");
    expect(tips(shown)).toEqual(["On the board, on the branch", "#12 merged, #13 open"]);
    expect(shown.querySelector("a")).toBeNull();
  });

  test("is lit by a branch alone, and dark without one", () => {
    expect(tips(face({ ...bare, branches: [branch] }))).toEqual(["On the board, on the branch"]);
    cleanup();
    expect(tips(face(bare))).toEqual(["On the board"]);
  });
});

describe("the panel", () => {
  test("lists pull requests, and branches that have none yet", () => {
    const spoken = { ...branch, id: "b2", name: request.branch };
    const card = { ...bare, pull_requests: [request], branches: [spoken, branch] };
    renderOnBoard(<BranchSection card={card} />);
    const section = screen.getByRole("region", { name: "Branch" });
    const rows = within(section).getAllByRole("listitem");
    expect(rows).toHaveLength(2);
    expect(rows[0]?.textContent).toMatch(/acme\/rocket#12.*merged.*by octocat.*Fix the login/);
    expect(rows[1]?.textContent).toMatch(/acme\/rocketno pull request yet.*t-1-again/);
    const link = screen.getByRole("link", { name: /acme\/rocket#12/ });
    expect(link.getAttribute("href")).toBe(request.url);
    expect(link.getAttribute("target")).toBe("_blank");
    expect(link.getAttribute("rel")).toContain("noreferrer");
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "acme/rocket", ""])(
    "an address such as %j is no link",
    (url) => {
      renderOnBoard(<BranchSection card={{ ...bare, pull_requests: [{ ...request, url }] }} />);
      expect(screen.getByText("acme/rocket#12")).toBeTruthy();
      expect(screen.queryByRole("link")).toBeNull();
    },
  );

  test("without any, suggests a name to copy", async () => {
    const written: string[] = [];
    const writeText = (text: string) => Promise.resolve(void written.push(text));
    vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
    fakeServer({ [REPOSITORIES]: page({ id: "r1" }) });
    render(<ToastRegion />);
    renderOnBoard(<BranchSection card={bare} />);
    fireEvent.click(screen.getByRole("button", { name: "Copy a branch name" }));
    expect(await screen.findByText("Copied the branch name")).toBeTruthy();
    expect(written).toEqual(["t-1-card-number-1"]);
    expect(screen.queryByText(/No repository/)).toBeNull();
  });

  test("without a repository, leads admins to where one is connected", async () => {
    fakeServer({ [REPOSITORIES]: page() });
    const { opened } = renderOnBoard(<BranchSection card={bare} />);
    const link = await screen.findByRole("link", { name: "Connect a repository" });
    expect(link.getAttribute("href")).toBe("/app/w/workspace/repositories");
    fireEvent.click(link);
    expect(opened).toEqual(["repositories"]);
  });

  test("without a repository, tells others who can connect one", async () => {
    fakeServer({ [REPOSITORIES]: page() });
    const parts = machinery();
    renderOnBoard(<BranchSection card={bare} />, {
      ...parts,
      lookup: { ...parts.lookup, mayManage: false },
    });
    expect(await screen.findByText(/An admin of the workspace can connect one/)).toBeTruthy();
    expect(screen.queryByRole("link")).toBeNull();
  });

  test("where that cannot be found out, says nothing of repositories", async () => {
    const calls = fakeServer({ [REPOSITORIES]: "offline" });
    renderOnBoard(<BranchSection card={bare} />);
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    expect(screen.queryByText(/No repository/)).toBeNull();
  });
});
