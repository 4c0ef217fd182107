export { MyWorkPage as MyWorkRoute } from "../../features/work/page";
