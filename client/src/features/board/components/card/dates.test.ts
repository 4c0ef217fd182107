import { expect, test } from "vitest";
import { shortDate, today, urgency } from "./dates";

const NOW = "2026-11-22";

test.each([
  ["2026-11-22", "Today"],
  ["2026-11-23", "Tomorrow"],
  ["2026-11-21", "Yesterday"],
  ["2026-11-27", "Fri"],
  ["2026-11-29", "29 Nov"],
  ["2026-11-13", "13 Nov"],
  ["2027-01-02", "2 Jan 2027"],
])("%s is shown as %s", (date, words) => {
  expect(shortDate(date, NOW, "en-GB")).toBe(words);
});

test.each([
  ["2026-11-21", "overdue"],
  ["2026-11-22", "today"],
  ["2026-11-29", "soon"],
  ["2026-11-30", "later"],
])("%s is %s", (date, how) => {
  expect(urgency(date, NOW)).toBe(how);
});

test("today is a day of the reader's calendar", () => {
  expect(today(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
});
