/** What a rule can ask for besides properties, as the table of questions names it. No property has a blank in its name. */
export const topics = {
  losses: "the losses",
  refusals: "the refusals",
  warnings: "the warnings",
  tables: "the tables",
} as const;
