"""What has to hold before words of participants leave the internal folders."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.errors import Place, PrivacyError
from pipeline.privacy.release import leaks
from pipeline.report.quotations import Quotation
from pipeline.store.files import read_json
from pipeline.store.layout import Layout


def refuse_unresolved(layout: Layout, what: str, remedy: str = "") -> None:
    """Raises PrivacyError while findings of identifiers wait for a decision.

    Args:
        what: what is not made until then, such as 'een rapport'.
        remedy: what else may be done than deciding.
    """
    waiting = read_json(layout.stage("privacy") / "open.json")
    if waiting["findings"]:
        raise PrivacyError(
            f"er wachten bevindingen op een besluit ({waiting['findings']}, in"
            f" {waiting['reports']} van de verslagen); tot die tijd komt er geen {what}",
            place=Place(layout.relative(layout.findings_sheet)),
            remedy=f"'oza privacy-sheet', vul de kolom 'besluit', en 'oza privacy-import'{remedy}",
        )


def refuse_leaks(quotations: Iterable[Quotation]) -> None:
    """A last look at what is published. Raises PrivacyError for a quotation that still holds
    something that identifies; its words are not told."""
    for number, quotation in enumerate(quotations, start=1):
        if leaks(quotation.text, ()):
            raise PrivacyError(
                f"citaat {number} bevat nog een identificerend gegeven",
                place=Place(quotation.segment),
                remedy="markeer het in de bevindingen en draai opnieuw",
            )
