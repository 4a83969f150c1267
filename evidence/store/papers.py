"""Everything that was written about a case beside its marks, read at once."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from evidence.model.papers import Papers
from evidence.review.agreement import second_reviews
from evidence.store import causes, findings, groups, handling, listing, masks, people, requests, versions
from evidence.store.comparing import marks_then
from evidence.store.library import Library
from evidence.store.marks import list_marks
from evidence.store.viewers import viewer_of


def read_papers(library: Library, case_id: UUID) -> Papers:
    """The papers of a case that this person may see, in one state of it."""
    with library.view():
        papers = Papers(
            requests=requests.list_requests(library, case_id),
            statements=requests.list_statements(library, case_id),
            disclosures=requests.list_disclosures(library, case_id),
            withdrawals=requests.list_withdrawals(library, case_id),
            causes=causes.list_causes(library, case_id),
            measures=(measures := causes.list_measures(library, case_id)),
            came_again=causes.came_again(library, case_id, measures),
            masks=masks.list_masks(library, case_id),
            intervals=findings.list_intervals(library, case_id),
            findings=findings.list_findings(library, case_id),
            opinions=findings.list_opinions(library, case_id),
            settlements=findings.list_settlements(library, case_id),
            decisions=findings.list_decisions(library, case_id),
            steps=handling.STEPS.list(library, case_id),
            tasks=handling.TASKS.list(library, case_id),
            assignments=handling.ASSIGNMENTS.list(library, case_id),
            closings=handling.CLOSINGS.list(library, case_id),
            memberships=groups.MEMBERSHIPS.list(library, case_id),
            list_changes=listing.CHANGES.list(library, case_id),
            list_versions=listing.versions_for(library, case_id),
            groups=groups.list_groups(library),
            duties=people.list_duties(library, case_id),
            declarations=people.list_declarations(library, case_id),
            rounds=versions.rounds_done(library, case_id),
            approvals=versions.list_approvals(library, case_id),
            reopenings=versions.list_reopenings(library, case_id),
        )
        current = second_reviews(papers.duties, papers.rounds, 1 + len(papers.reopenings)).current
        if current is None or current.done is None or viewer_of(library, case_id).open_rounds:
            return papers
        then = marks_then(library, case_id, list_marks(library, case_id), current.done)
        return replace(papers, marks_then=then)
