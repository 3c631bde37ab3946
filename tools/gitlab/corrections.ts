/** Where GitLab's description says something else than its documentation, and than what its servers do. Written by hand. */
export interface Correction {
  /** In words, for whoever reads the contract. */
  readonly what: string;
  /** The page that says so. */
  readonly page: string;
  readonly change:
    | { readonly kind: "list-answer"; readonly method: string; readonly path: string }
    | {
        readonly kind: "list-property" | "nullable-property";
        readonly schema: string;
        readonly property: string;
      };
}

const PROJECT = "/api/v4/projects/{id}/merge_requests";
const DRAFTS = "https://docs.gitlab.com/api/draft_notes/";
const DISCUSSIONS = "https://docs.gitlab.com/api/discussions/";
const MERGE_REQUESTS = "https://docs.gitlab.com/api/merge_requests/";

/** The description types a list as one of its items, and marks nothing in an answer that may be null. */
export const CORRECTIONS: readonly Correction[] = [
  {
    what: "draft notes are answered as a list",
    page: DRAFTS,
    change: { kind: "list-answer", method: "get", path: `${PROJECT}/{merge_request_iid}/draft_notes` },
  },
  {
    what: "discussions are answered as a list",
    page: DISCUSSIONS,
    change: { kind: "list-answer", method: "get", path: `${PROJECT}/{noteable_id}/discussions` },
  },
  {
    what: "diffs are answered as a list",
    page: MERGE_REQUESTS,
    change: { kind: "list-answer", method: "get", path: `${PROJECT}/{merge_request_iid}/diffs` },
  },
  {
    what: "the notes of a discussion are a list",
    page: DISCUSSIONS,
    change: { kind: "list-property", schema: "APIEntitiesDiscussion", property: "notes" },
  },
  {
    what: "the suggestions of a note are a list",
    page: DISCUSSIONS,
    change: { kind: "list-property", schema: "APIEntitiesNote", property: "suggestions" },
  },
  ...["assignees", "reviewers"].map(
    (property): Correction => ({
      what: `the ${property} of a merge request are a list`,
      page: MERGE_REQUESTS,
      change: { kind: "list-property", schema: "APIEntitiesMergeRequest", property },
    }),
  ),
  {
    what: "a note that nobody resolved has null for who resolved it",
    page: DISCUSSIONS,
    change: { kind: "nullable-property", schema: "APIEntitiesNote", property: "resolved_by" },
  },
  {
    what: "a draft note on no line has null for its position",
    page: DRAFTS,
    change: { kind: "nullable-property", schema: "APIEntitiesDraftNote", property: "position" },
  },
  {
    what: "a merge request whose diff is not made yet has null for its references",
    page: MERGE_REQUESTS,
    change: { kind: "nullable-property", schema: "APIEntitiesMergeRequest", property: "diff_refs" },
  },
];
