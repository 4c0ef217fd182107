export { jobsQuery } from "./api/jobs";
export { isOpen as isJobOpen } from "./model/jobs";
