/** What pages about GitHub have in common. */
export { type GitHubStatus, gitHubStatusQuery } from "./api/status";
export { GitHubBanner } from "./components/GitHubBanner";
export { ToGitHub, type ToGitHubProps } from "./components/ToGitHub";
export { syncedAt, whenAgain } from "./model/news";
